/** Every text that differs from this one by one character changed, left out, or put in, and every beginning of it. */
export function* mutationsOf(text: string): Generator<string, void, void> {
  for (let at = 0; at < text.length; at += 1) {
    const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    yield before;
    yield before + after;
    for (const other of ['\n', ' ', '+', 'A', '0', '=', '\u2014', '\u0000', '\u00e9', neighbourOf(here)]) {
      if (other !== here) yield before + other + after;
      yield before + other + here + after;
    }
  }
  for (const end of ['\n', ' ', 'A', '\u2014', '\u0000']) yield text + end;
}

function neighbourOf(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) ^ 1);
}
