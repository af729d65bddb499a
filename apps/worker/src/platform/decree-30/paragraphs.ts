import { AlignmentType, BorderStyle, LineRuleType, Paragraph, TextRun } from 'docx';
import { firstLineIndent, size } from './measures.ts';

/** A stretch of text; plain unless said otherwise. */
export interface Stretch {
  readonly text: string;
  readonly bold?: boolean;
  readonly italics?: boolean;
}

export type Words = string | readonly (string | Stretch)[];

/** Justified, first line indented, 6 points before it: a paragraph of the body. */
export function body(words: Words): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: firstLineIndent },
    spacing: { before: 120, line: 276, lineRule: LineRuleType.AUTO },
    children: runs(words, size.body),
  });
}

/** An item of a list under a paragraph, led by a dash. */
export function item(words: Words): Paragraph {
  const stretches = typeof words === 'string' ? [words] : words;
  return body(['- ', ...stretches]);
}

/** The heading of a part: bold, kept with what follows. */
export function heading(text: string): Paragraph {
  return new Paragraph({
    style: 'Heading1',
    keepNext: true,
    indent: { firstLine: firstLineIndent },
    spacing: { before: 200, line: 276, lineRule: LineRuleType.AUTO },
    children: runs([{ text, bold: true }], size.body),
  });
}

export interface CentredLook {
  /** Half-points. */
  readonly size?: number;
  /** Twips. */
  readonly before?: number;
  readonly after?: number;
  readonly keepNext?: boolean;
}

export function centred(words: Words, look: CentredLook = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: look.keepNext ?? false,
    spacing: { before: look.before ?? 0, after: look.after ?? 0 },
    children: runs(words, look.size ?? size.body),
  });
}

export function plain(words: Words, look: CentredLook & { alignment?: 'left' | 'right' } = {}): Paragraph {
  return new Paragraph({
    alignment: look.alignment === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    keepNext: look.keepNext ?? false,
    spacing: { before: look.before ?? 0, after: look.after ?? 0 },
    children: runs(words, look.size ?? size.body),
  });
}

/** A thin line in the middle of a column, of the given length; both in twips. */
export function rule(columnWidth: number, length: number): Paragraph {
  const side = Math.max(0, Math.round((columnWidth - length) / 2));
  return new Paragraph({
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    indent: { left: side, right: side },
    spacing: { before: 30, after: 0, line: 60, lineRule: LineRuleType.EXACT },
    children: [],
  });
}

export function runs(words: Words, halfPoints: number): TextRun[] {
  const stretches = typeof words === 'string' ? [words] : words;
  return stretches.map((stretch) =>
    typeof stretch === 'string'
      ? new TextRun({ text: stretch, size: halfPoints })
      : new TextRun({
          text: stretch.text,
          size: halfPoints,
          bold: stretch.bold ?? false,
          italics: stretch.italics ?? false,
        }),
  );
}
