import { Document, type ISectionOptions, Packer } from 'docx';
import { fontName, size } from './measures.ts';

export interface DocumentFacts {
  readonly title: string;
  readonly language: 'vi' | 'en';
  /** The moment of the data, ISO 8601 UTC; it also stands as the day of making. */
  readonly moment: string;
}

/**
 * Packs a DOCX whose bytes depend on its content alone: neither the clock nor chance is in it, so the same data
 * have the same digest whoever renders them and however often.
 */
export async function sealedDocx(
  facts: DocumentFacts,
  sections: readonly ISectionOptions[],
): Promise<Buffer> {
  const document = new Document({
    title: facts.title,
    creator: 'Song Hành',
    sections,
    styles: {
      default: {
        document: {
          run: {
            font: fontName,
            size: size.body,
            language: { value: facts.language === 'vi' ? 'vi-VN' : 'en-GB' },
          },
        },
        heading1: { run: { font: fontName, size: size.body, bold: true, color: '000000' } },
      },
    },
  });
  const archive = await Packer.toBuffer(document, false, [
    { path: 'docProps/core.xml', data: coreProperties(facts) },
  ]);
  return withoutFileTimes(archive);
}

function coreProperties({ title, moment, language }: DocumentFacts): string {
  const at = `${new Date(moment).toISOString().slice(0, 19)}Z`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>Song Hành</dc:creator>` +
    `<dc:language>${language === 'vi' ? 'vi-VN' : 'en-GB'}</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified>` +
    '</cp:coreProperties>'
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
/** 1 January 1980, 00:00: the first day that an archive can name (APPNOTE.TXT 4.4.6). */
const noFileTime = 0x0021_0000;

/** Sets the time of every file of a ZIP archive, in both of its directories, to the first that can be named. */
function withoutFileTimes(archive: Buffer): Buffer {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== signature.end) throw new Error('not a ZIP archive');
  const files = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let file = 0; file < files; file += 1) {
    if (archive.readUInt32LE(at) !== signature.central) throw new Error('the ZIP directory is broken');
    const local = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(local) !== signature.local) throw new Error('the ZIP directory is broken');
    archive.writeUInt32LE(noFileTime, at + 12);
    archive.writeUInt32LE(noFileTime, local + 10);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return archive;
}
