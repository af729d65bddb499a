import { digest, type SampleFile } from './step.ts';

/**
 * A one-page PDF of a few hundred bytes that says it is illustrative: evidence in the sample world is a real
 * file, so that uploads, digests and downloads are what they are in use. ASCII only, by the core fonts.
 */
export function samplePdf(code: string, unitId: string): SampleFile {
  const content = `BT /F1 14 Tf 60 780 Td (${code} ${unitId}: du lieu minh hoa / illustrative data) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const startOfTable = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${startOfTable}\n%%EOF\n`;
  const bytes = new TextEncoder().encode(body);
  return { fileName: `minh-hoa-${code}.pdf`, mediaType: 'application/pdf', bytes, sha256: digest(bytes) };
}
