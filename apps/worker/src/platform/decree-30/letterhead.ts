import { BorderStyle, type Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { size, textWidth, twips } from './measures.ts';
import { centred, rule } from './paragraphs.ts';

/** What stands above the title of a document of Decree 30/2020. */
export interface Letterhead {
  /** The superior body's lines, in plain capitals; none for a People's Committee. */
  readonly superior: readonly string[];
  /** The issuing body's lines, in bold capitals. */
  readonly issuer: readonly string[];
  readonly nation: string;
  readonly motto: string;
  /** Number and sign; the number itself is left to the clerk. */
  readonly number: string;
  readonly placeAndDate: string;
}

const columns = { left: twips(67), right: textWidth.portrait - twips(67) };
/** Length of the line under the motto, which is as long as the motto: measured at 13 points. */
const mottoLine = { vi: twips(53), perCharacter: twips(2.08) };

/** Two columns without borders: the issuer and the number, the nation's name and the date. */
export function letterhead(head: Letterhead): Table {
  return new Table({
    width: { size: textWidth.portrait, type: WidthType.DXA },
    columnWidths: [columns.left, columns.right],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [
      new TableRow({ children: [cell(columns.left, issuer(head)), cell(columns.right, nation(head))] }),
      new TableRow({
        children: [
          cell(columns.left, [centred(head.number, { size: size.line, before: 80 })]),
          cell(columns.right, [
            centred([{ text: head.placeAndDate, italics: true }], { size: size.line, before: 80 }),
          ]),
        ],
      }),
    ],
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
export const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

function issuer(head: Letterhead): Paragraph[] {
  const longest = Math.max(...head.issuer.map((line) => line.length));
  return [
    ...head.superior.map((line) => centred(line, { size: size.letterhead })),
    ...head.issuer.map((line) => centred([{ text: line, bold: true }], { size: size.letterhead })),
    rule(columns.left, Math.min(twips(26), twips(longest * 1.1))),
  ];
}

function nation(head: Letterhead): Paragraph[] {
  return [
    centred([{ text: head.nation, bold: true }], { size: size.letterhead }),
    centred([{ text: head.motto, bold: true }], { size: size.line }),
    rule(columns.right, head.motto.length * mottoLine.perCharacter),
  ];
}

function cell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    children,
  });
}
