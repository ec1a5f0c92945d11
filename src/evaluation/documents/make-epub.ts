import { escapeXml } from './make-docx.ts';
import { makeZip, type ZipEntry } from './make-zip.ts';

export interface EpubContent {
  readonly title: string;
  readonly creators: readonly string[];
  readonly publisher?: string;
  readonly date?: string;
  /** Bodies of XHTML pages in reading order, by file name below OEBPS. */
  readonly chapters: Readonly<Record<string, string>>;
  readonly extra?: readonly ZipEntry[];
}

/** An EPUB 3 book. */
export function makeEpub({
  title,
  creators,
  publisher,
  date,
  chapters,
  extra = [],
}: EpubContent): Uint8Array {
  const names = Object.keys(chapters);
  const items = names
    .map(
      (name, n) => `<item id="c${String(n)}" href="${encodeURI(name)}" media-type="application/xhtml+xml"/>`,
    )
    .join('');
  const spine = names.map((_, n) => `<itemref idref="c${String(n)}"/>`).join('');
  return makeZip([
    { path: 'mimetype', content: 'application/epub+zip' },
    {
      path: 'META-INF/container.xml',
      content: `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    },
    {
      path: 'OEBPS/book.opf',
      content: `<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title>${creators.map((name) => `<dc:creator>${escapeXml(name)}</dc:creator>`).join('')}${publisher === undefined ? '' : `<dc:publisher>${escapeXml(publisher)}</dc:publisher>`}${date === undefined ? '' : `<dc:date>${date}</dc:date>`}<meta property="dcterms:modified">2023-09-01T08:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>${items}</manifest><spine><itemref idref="nav"/>${spine}</spine></package>`,
    },
    {
      path: 'OEBPS/nav.xhtml',
      content: page(
        '<nav><ol><li>Contents of this book, which nobody wants to have cited in an answer to a question.</li></ol></nav>',
      ),
    },
    ...names.map((name) => ({ path: `OEBPS/${name}`, content: page(chapters[name] ?? '') })),
    ...extra,
  ]);
}

function page(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`;
}
