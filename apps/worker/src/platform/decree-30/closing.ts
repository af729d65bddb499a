import { type Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { noBorders } from './letterhead.ts';
import { size, textWidth, twips } from './measures.ts';
import { centred, plain } from './paragraphs.ts';

/** What stands below the text: who gets the document and by which office it is signed. */
export interface Closing {
  readonly recipientsLabel: string;
  readonly recipients: readonly string[];
  /** Lines above the place of the signature, like "TM. ỦY BAN NHÂN DÂN"; nobody's name. */
  readonly signature: readonly string[];
  /** Said in the empty place of the signature. */
  readonly unsigned: string;
}

const columns = { left: twips(82), right: textWidth.portrait - twips(82) };

/** Recipients on the left, the signer's office on the right, its place left empty. */
export function closing(end: Closing): Table {
  const recipients = [
    plain([{ text: end.recipientsLabel, bold: true, italics: true }], { size: size.recipientsLabel }),
    ...end.recipients.map((line) => plain(`- ${line}`, { size: size.recipients })),
  ];
  const signature = [
    ...end.signature.map((line) =>
      centred([{ text: line, bold: true }], { size: size.line, keepNext: true }),
    ),
    centred([{ text: end.unsigned, italics: true }], { size: size.recipients, before: 900 }),
  ];
  return new Table({
    width: { size: textWidth.portrait, type: WidthType.DXA },
    columnWidths: [columns.left, columns.right],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [cell(columns.left, recipients), cell(columns.right, signature)],
      }),
    ],
  });
}

function cell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({ width: { size: width, type: WidthType.DXA }, children });
}
