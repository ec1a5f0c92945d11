import { makeZip } from './make-zip.ts';

/** A paragraph: its text, or its style and runs; `raw` is WordprocessingML as it stands. */
export type DocxBlock = string | { readonly style: string; readonly text: string } | { readonly raw: string };

export interface DocxContent {
  readonly title?: string;
  readonly creator?: string;
  readonly created?: string;
  readonly modified?: string;
  readonly blocks: readonly DocxBlock[];
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Ids as a German Word writes them; the names behind them are English in every Word. */
const STYLES = { Titel: 'Title', berschrift1: 'heading 1', berschrift2: 'heading 2' };

/** A Word document with the parts that Word itself writes and readers need. */
export function makeDocx(content: DocxContent): Uint8Array {
  const styles = Object.entries(STYLES)
    .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
    .join('');
  const property = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`;
  return makeZip([
    {
      path: '[Content_Types].xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      path: 'word/document.xml',
      content: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="${W}"><w:body>${content.blocks.map(blockXml).join('')}<w:sectPr/></w:body></w:document>`,
    },
    {
      path: 'word/styles.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="${W}">${styles}</w:styles>`,
    },
    {
      path: 'docProps/core.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${property('dc:title', content.title)}${property('dc:creator', content.creator)}${property('dcterms:created', content.created)}${property('dcterms:modified', content.modified)}</cp:coreProperties>`,
    },
  ]);
}

function blockXml(block: DocxBlock): string {
  if (typeof block === 'string')
    return `<w:p><w:r><w:t xml:space="preserve">${escapeXml(block)}</w:t></w:r></w:p>`;
  if ('raw' in block) return block.raw;
  return `<w:p><w:pPr><w:pStyle w:val="${block.style}"/></w:pPr><w:r><w:t>${escapeXml(block.text)}</w:t></w:r></w:p>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
