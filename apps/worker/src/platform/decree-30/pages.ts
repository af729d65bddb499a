import {
  AlignmentType,
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import { margins, paper, size } from './measures.ts';

/** What stands at the foot of every page. */
export interface Foot {
  /** Flag of invented data; null when the data are real. */
  readonly flag: string | null;
  /** Moment, place in the log and version of the template. */
  readonly provenance: string;
}

/** The upright pages: the page number in the top margin, hidden on the first page. */
export function uprightPages(children: readonly FileChild[], foot: Foot): ISectionOptions {
  return {
    properties: {
      page: { size: { ...paper, orientation: PageOrientation.PORTRAIT }, margin: margins },
      titlePage: true,
    },
    headers: { default: numbered(), first: new Header({ children: [new Paragraph({ children: [] })] }) },
    footers: { default: footed(foot), first: footed(foot) },
    children,
  };
}

/** Pages laid across for a wide table; they go on with the numbering. */
export function landscapePages(children: readonly FileChild[], foot: Foot): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: { size: { ...paper, orientation: PageOrientation.LANDSCAPE }, margin: margins },
    },
    headers: { default: numbered() },
    footers: { default: footed(foot) },
    children,
  };
}

function numbered(): Header {
  const number = new TextRun({ children: [PageNumber.CURRENT], size: size.line });
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })],
  });
}

function footed({ flag, provenance }: Foot): Footer {
  const line = (text: string, bold: boolean) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text, bold, size: size.footer, color: bold ? 'B00020' : '555555' })],
    });
  return new Footer({ children: [...(flag === null ? [] : [line(flag, true)]), line(provenance, false)] });
}
