/** Control characters, which the API cannot store: nobody sees them, and they come along with a copy. */
const control = /[^\t\n\r\u0020-\uffff]/g;

/** The text with a space in place of each control character, as where Word breaks a line softly. */
export function storableText(text: string): string {
  return text.replace(control, ' ');
}
