import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { runs, type Words } from './paragraphs.ts';

export type CellAlignment = 'left' | 'center' | 'right';

export interface Column {
  readonly title: string;
  /** Twips. */
  readonly width: number;
  readonly alignment: CellAlignment;
}

/** A row of cells, one for each column, or one cell over all columns. */
export type Row =
  | { readonly cells: readonly Words[]; readonly spanning?: undefined }
  | { readonly spanning: string; readonly cells?: undefined };

/**
 * A ruled table whose head is repeated on every page and whose rows never break across pages.
 * @param halfPoints size of its type
 */
export function table(columns: readonly Column[], rows: readonly Row[], halfPoints: number): Table {
  return new Table({
    width: { size: columns.reduce((sum, { width }) => sum + width, 0), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => width),
    layout: TableLayoutType.FIXED,
    borders: { ...outer, insideHorizontal: line, insideVertical: line },
    margins: { left: 70, right: 70, top: 30, bottom: 30 },
    rows: [head(columns, halfPoints), ...rows.map((row) => tableRow(columns, row, halfPoints))],
  });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const outer = { top: line, bottom: line, left: line, right: line };
const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

function head(columns: readonly Column[], halfPoints: number): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      ({ title, width }) =>
        new TableCell({
          width: { size: width, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EDEDED' },
          children: [text([{ text: title, bold: true }], 'center', halfPoints)],
        }),
    ),
  });
}

function tableRow(columns: readonly Column[], row: Row, halfPoints: number): TableRow {
  if (row.spanning !== undefined) {
    const cell = new TableCell({
      columnSpan: columns.length,
      shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F7F7F7' },
      children: [text([{ text: row.spanning, bold: true }], 'left', halfPoints, true)],
    });
    return new TableRow({ cantSplit: true, children: [cell] });
  }
  return new TableRow({
    cantSplit: true,
    children: columns.map(
      ({ width, alignment }, index) =>
        new TableCell({
          width: { size: width, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: [text(row.cells[index] ?? '', alignment, halfPoints)],
        }),
    ),
  });
}

function text(words: Words, alignment: CellAlignment, halfPoints: number, keepNext = false): Paragraph {
  return new Paragraph({ alignment: alignments[alignment], keepNext, children: runs(words, halfPoints) });
}
