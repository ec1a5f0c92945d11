import PostalMime, { type Email } from 'postal-mime';
import {
  authorsOf,
  type Extractor,
  type ExtractedRecord,
  isTooLong,
  type Rejected,
  rejected,
  single,
  toDraft,
  TOO_LONG,
} from './extract.ts';
import { html } from './html.ts';
import { readHtml } from './html-text.ts';
import { charsetsOf, repairLine, repairText } from './mail-charsets.ts';

/** Mail: newsletters and forwarded articles, the sender as author and outlet. */
export const mail: Extractor = async ({ bytes, name }) => {
  const problem = tooMuch(bytes);
  if (problem !== null) return single(problem);
  const message = await parse(bytes);
  if (!isMessage(message)) return single(rejected('is not a mail'));
  if (isTooLong(message.text?.length ?? 0)) return single(TOO_LONG);
  const plain = message.text?.split(/\n\s*\n|\r\n\s*\r\n/).map(unwrapped) ?? [];
  const marked = readHtml(message.html ?? '');
  if (!marked.ok && message.text === undefined) return single(marked);
  const [paragraphs = []] = [plain, marked.ok ? marked.paragraphs : []].sort(
    (one, other) => lengthOf(other) - lengthOf(one),
  );
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
  const problem = tooMuch(bytes);
  if (problem !== null) return single(problem);
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
  const charsets = charsetsOf(bytes);
  const raw = (key: string): string | undefined => message.headerLines.find((one) => one.key === key)?.line;
  return {
    ...message,
    ...(subject !== undefined && { subject: repairLine(subject, raw('subject')) }),
    ...(from !== undefined && { from: { ...from, name: repairLine(from.name, raw('from')) } }),
    ...(text !== undefined && { text: repairText(text, charsets) }),
    ...(marked !== undefined && { html: repairText(marked, charsets) }),
  };
}

/** The parser takes a millisecond for each hundred lines: 12 s for 50 MB of them. Newsletters have a tenth of a megabyte. */
const MOST_PROSE_BYTES = 10 * 2 ** 20;

/** 50 MB of pictures in base64 have 700,000. */
const MOST_LINES = 1_000_000;

/** Why a message is more than its parser could read in seconds; lines of pictures and other files in base64 have no spaces. */
function tooMuch(bytes: Uint8Array): Rejected | null {
  let lines = 0;
  let prose = 0;
  let start = 0;
  let hasSpace = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x20) hasSpace = true;
    else if (byte === 0x0a) {
      lines++;
      if (hasSpace) prose += at - start;
      start = at;
      hasSpace = false;
    }
  }
  if (lines > MOST_LINES)
    return rejected(`has more than ${String(MOST_LINES / 1e6)} million lines`, 'too-big');
  return prose + (hasSpace ? bytes.length - start : 0) > MOST_PROSE_BYTES ? TOO_LONG : null;
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
