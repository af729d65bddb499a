/**
 * Measures of Decree 30/2020/NĐ-CP, annex I. Twips are twentieths of a point; sizes of type are half-points, as
 * WordprocessingML counts them.
 */
const millimetre = 56.6929;

export const fontName = 'Times New Roman';

/** A4. */
export const paper = { width: twips(210), height: twips(297) };

/** Top and bottom 20 to 25 mm, left 30 to 35 mm, right 15 to 20 mm; the page number stands within the top. */
export const margins = {
  top: twips(20),
  bottom: twips(20),
  left: twips(30),
  right: twips(15),
  header: twips(9),
  footer: twips(8),
};

/** Width of the text, twips. */
export const textWidth = {
  portrait: paper.width - margins.left - margins.right,
  landscape: paper.height - margins.left - margins.right,
};

export const size = {
  /** Quốc hiệu and the issuer, 12 to 13 points. */
  letterhead: 24,
  /** Tiêu ngữ, number, place and date, page number, 13 to 14 points. */
  line: 26,
  title: 28,
  body: 26,
  table: 23,
  annexTable: 22,
  recipientsLabel: 24,
  recipients: 22,
  footer: 16,
};

/** First line of a paragraph of the body: 1.27 cm. */
export const firstLineIndent = 720;

export function twips(millimetres: number): number {
  return Math.round(millimetres * millimetre);
}
