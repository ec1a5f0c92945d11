/** A line of text on a page: where its baseline begins in points, from the lower left corner, and how large it is. */
export interface PdfLine {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

export interface PdfContent {
  readonly info: Readonly<Record<string, string>>;
  readonly pages: readonly (readonly PdfLine[])[];
}

/** A PDF 1.4 file on A4 in Helvetica, with the letters of Windows-1252 and without compression, so that it can be read. */
export function makePdf({ info, pages }: PdfContent): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  // The tree of pages comes behind its pages, which name it.
  const treeNumber = font + pages.length * 2 + 1;
  const kids = pages.map((lines) => {
    const drawn = lines
      .map(
        ({ x, y, size, text }) =>
          `BT /F1 ${String(size)} Tf ${String(x)} ${String(y)} Td (${escape(text)}) Tj ET`,
      )
      .join('\n');
    const stream = add(`<< /Length ${String(drawn.length)} >>\nstream\n${drawn}\nendstream`);
    return add(
      `<< /Type /Page /Parent ${String(treeNumber)} 0 R /MediaBox [0 0 595 842] /Contents ${String(stream)} 0 R /Resources << /Font << /F1 ${String(font)} 0 R >> >> >>`,
    );
  });
  const tree = add(
    `<< /Type /Pages /Count ${String(kids.length)} /Kids [${kids.map((kid) => `${String(kid)} 0 R`).join(' ')}] >>`,
  );
  const catalog = add(`<< /Type /Catalog /Pages ${String(tree)} 0 R >>`);
  const entries = Object.entries(info).map(([name, value]) => `/${name} (${escape(value)})`);
  const infoNumber = add(`<< ${entries.join(' ')} >>`);

  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${String(index + 1)} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root ${String(catalog)} 0 R /Info ${String(infoNumber)} 0 R >>\nstartxref\n${String(file.length)}\n%%EOF\n`;
  return Uint8Array.from(file, (letter) => WINDOWS_1252.get(letter) ?? letter.charCodeAt(0));
}

/** Only what the fixtures use and Latin-1 has elsewhere. */
const WINDOWS_1252 = new Map([
  ['–', 0x96],
  ['„', 0x84],
  ['“', 0x93],
  ['”', 0x94],
  ['’', 0x92],
]);

function escape(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}
