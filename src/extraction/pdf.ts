import { messageOf } from '../errors.ts';
import {
  type ExtractedRecord,
  type Extractor,
  isTooLong,
  rejected,
  single,
  toDraft,
  TOO_LONG,
} from './extract.ts';
import { givenAuthors, givenTitle } from './office-metadata.ts';
import { linesOf, type PdfItem, type PdfLine, withoutRunningHeads } from './pdf-lines.ts';
import { type PdfParagraph, paragraphsOf } from './pdf-paragraphs.ts';

/** PDF by pdf.js, in the build of `unpdf`, which needs neither a browser nor a canvas. Nothing in a file is executed. */
export const pdf: Extractor = async ({ bytes, name }) => {
  const { getDocumentProxy } = await import('unpdf');
  let document: PdfDocument;
  try {
    // pdf.js takes the bytes away from who gives them. Without a verbosity it prints what it thinks of each file.
    document = (await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })) as unknown as PdfDocument;
  } catch (error) {
    return single(unopened(error));
  }
  try {
    return await read(document, name);
  } finally {
    await document.destroy();
  }
};

/** The parts of pdf.js that are used here; its own types name a browser's. */
interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{
    readonly info: Readonly<Record<string, unknown>>;
    readonly metadata: { get(name: string): unknown } | null;
  }>;
  destroy(): Promise<void>;
}

interface PdfPage {
  /** Left, bottom, right, top of what is shown. */
  readonly view: readonly number[];
  getTextContent(): Promise<{ readonly items: readonly (PdfItem | object)[] }>;
  cleanup(): void;
}

function unopened(error: unknown): ReturnType<typeof rejected> {
  const message = messageOf(error);
  if (/password/i.test(message)) return rejected('is protected by a password');
  return rejected('is not a PDF, or is damaged');
}

/** Pages of text take 6 ms each and more. Reports have some hundred, a thousand fill several binders. */
const MOST_PAGES = 1000;

async function read(document: PdfDocument, name: string): Promise<ExtractedRecord[]> {
  if (document.numPages > MOST_PAGES) {
    return single(
      rejected(
        `has ${String(document.numPages)} pages, which is too many for one article: ${String(MOST_PAGES)} are read at most`,
        'too-big',
      ),
    );
  }
  const pages: PdfLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const texts = items.filter(isText);
    characters += texts.reduce((sum, { str }) => sum + str.length, 0);
    if (isTooLong(characters)) return single(TOO_LONG);
    pages.push(linesOf(texts, page.view));
    page.cleanup();
  }
  const paragraphs = paragraphsOf(withoutRunningHeads(pages));
  if (paragraphs.length === 0) {
    return single(rejected('holds no text, only pictures of pages; text recognition (OCR) would add one'));
  }
  const { info, metadata } = await document.getMetadata();
  const property = (key: string, xmp: string): string => textOf(metadata?.get(xmp)) || textOf(info[key]);
  const { title, rest } = titleOf(paragraphs, givenTitle(property('Title', 'dc:title')));
  return single(
    toDraft(
      {
        title,
        authors: givenAuthors([property('Author', 'dc:creator')]),
        published: dateOf(property('CreationDate', 'xmp:createdate')),
        modified: dateOf(property('ModDate', 'xmp:modifydate')),
        paragraphs: rest,
      },
      name,
    ),
  );
}

function isText(item: PdfItem | object): item is PdfItem {
  return 'str' in item;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value.trim() : '';
}

/** `D:20230718093000+02'00'` as other formats write it. */
function dateOf(value: string): string | null {
  const match = /^(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:Z|([+-]\d\d)'?(\d\d))?/.exec(value);
  if (!match) return value === '' ? null : value;
  const [, year = '', month = '', day = '', hours, minutes = '00', seconds = '00', zone, zoneMinutes] = match;
  if (hours === undefined) return `${year}-${month}-${day}`;
  const offset = zone === undefined ? (value.includes('Z') ? 'Z' : '') : `${zone}:${zoneMinutes ?? '00'}`;
  return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}${offset}`;
}

/** Letters of a title are at least so much larger than those of the text. */
const TITLE_SIZE = 1.2;
const LONGEST_TITLE = 250;

/** The title of the properties; without one what is printed largest near the beginning. It is not repeated in the text. */
function titleOf(
  paragraphs: readonly PdfParagraph[],
  given: string | null,
): { title: string | null; rest: string[] } {
  const sizes = paragraphs.flatMap(({ text, size }) =>
    Array.from({ length: Math.ceil(text.length / 50) }, () => size),
  );
  const usual = sizes.sort((one, other) => one - other)[Math.floor(sizes.length / 2)] ?? 0;
  const beginning = paragraphs.slice(0, 5);
  const largest = beginning.reduce<PdfParagraph | null>(
    (best, one) => (one.size > (best?.size ?? 0) && one.text.length <= LONGEST_TITLE ? one : best),
    null,
  );
  const printed =
    largest !== null && largest.size >= TITLE_SIZE * usual && paragraphs.length > 1 ? largest : null;
  const repeated = printed ?? beginning.find(({ text }) => text === given) ?? null;
  const isSame = given === null || repeated === null || bare(repeated.text) === bare(given);
  return {
    title: given ?? printed?.text ?? null,
    rest: paragraphs.filter((one) => one !== repeated || !isSame).map(({ text }) => text),
  };
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
