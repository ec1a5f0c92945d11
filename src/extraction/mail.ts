import iconv from 'iconv-lite';
import PostalMime, { type Email } from 'postal-mime';
import { authorsOf, type Extractor, type ExtractedRecord, rejected, single, toDraft } from './extract.ts';
import { html } from './html.ts';
import { htmlParagraphs } from './html-text.ts';

/** Mail: newsletters and forwarded articles, the sender as author and outlet. */
export const mail: Extractor = async ({ bytes, name }) => {
  const message = await parse(bytes);
  if (!isMessage(message)) return single(rejected('is not a mail'));
  const plain = message.text?.split(/\n\s*\n|\r\n\s*\r\n/).map(unwrapped) ?? [];
  const marked = message.html === undefined ? [] : htmlParagraphs(message.html);
  const [paragraphs = []] = [plain, marked].sort((one, other) => lengthOf(other) - lengthOf(one));
  const sender = message.from?.name ?? '';
  const [, person = sender, outlet = null] =
    /^(.+?)\s+(?:at|from|von|vom|bei|beim|\|)\s+(.+)$/.exec(sender) ?? [];
  return single(
    toDraft(
      {
        title: message.subject?.replace(/^(?:(?:re|aw|fwd?|wg):\s*)+/i, '') ?? null,
        authors: authorsOf(person),
        outlet: outlet ?? hostOf(message.from?.address),
        published: message.date ?? null,
        paragraphs,
      },
      name,
    ),
  );
};

/** Pages that a browser has saved with everything in them (MHTML): read as the page that they were. */
export const mhtml: Extractor = async ({ bytes, name }) => {
  const message = await parse(bytes);
  if (message.html === undefined) return single(rejected('is not a saved page: it holds no HTML'));
  // Decoded already, by the charset of its part; the mark says so.
  const page = new TextEncoder().encode(`\ufeff${message.html}`);
  const records = await html({ bytes: page, name });
  const location = header(message, 'snapshot-content-location') ?? header(message, 'content-location');
  return records.map((record) => withAddress(record, location));
};

function withAddress(record: ExtractedRecord, location: string | null): ExtractedRecord {
  const { draft } = record.outcome;
  if (draft === null || location === null || !URL.canParse(location) || !/^https?:/i.test(location))
    return record;
  // A page may name any address as its own. The browser that saved it noted where it was.
  if (draft.url !== null && hostOf(draft.url) === hostOf(location)) return record;
  const addressed = { ...draft, url: location, outlet: draft.outlet ?? hostOf(location) };
  return {
    ...record,
    outcome: record.outcome.ok ? { ok: true, draft: addressed } : { ...record.outcome, draft: addressed },
  };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  const message = await PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 });
  const { text, html: marked, subject, from } = message;
  return {
    ...message,
    ...(subject !== undefined && { subject: withWesternMarks(subject) }),
    ...(from !== undefined && { from: { ...from, name: withWesternMarks(from.name) } }),
    ...(text !== undefined && { text: withWesternMarks(text) }),
    ...(marked !== undefined && { html: withWesternMarks(marked) }),
  };
}

/** Node 20 decodes the quotation marks and dashes of Windows-1252 as control characters, which stand in no text. */
function withWesternMarks(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) =>
    iconv.decode(Buffer.from(control, 'latin1'), 'windows-1252'),
  );
}

/** Anything can be parsed as a mail; a mail says from whom it is, or what it is about, and when. */
function isMessage({ from, subject, date }: Email): boolean {
  return from !== undefined || (subject !== undefined && date !== undefined);
}

/** Lines of plain mail are wrapped at 78 characters. */
function unwrapped(paragraph: string): string {
  return paragraph
    .split(/\r?\n/)
    .filter((line) => !/^\s*(?:>|-- ?$|[-=_*]{5,}\s*$)/.test(line))
    .join('\n');
}

function lengthOf(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, { length }) => sum + length, 0);
}

function header(message: Email, key: string): string | null {
  return message.headers.find((one) => one.key === key)?.value.trim() ?? null;
}

/** The domain of an address on the web or of a mailbox. */
function hostOf(address: string | undefined): string | null {
  const host = /^(?:https?:\/\/|[^@]*@)([\w.-]+)/i.exec(address ?? '')?.[1];
  return host?.replace(/^(?:www|mail|news|newsletter)\./i, '') ?? null;
}
