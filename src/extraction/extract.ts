import type { ArticleDraft, ArticleMark } from '../domain/article.ts';
import type { RejectionKind } from '../domain/rejection.ts';
import { cleanLine, cleanText, shorten } from './clean.ts';
import { parseDate } from './dates.ts';
import { marksOf } from './marks.ts';
import { detectLanguage } from '../text/language.ts';

/** What an extractor gets: a file as it lies on the disk, unpacked where it was gzipped. */
export interface RawDocument {
  readonly bytes: Uint8Array;
  /** File name without its folders; gives the title where the document has none. */
  readonly name: string;
}

/** An article, or why there is none. */
export type Extracted = { readonly ok: true; readonly draft: ArticleDraft } | Rejected;

export interface Rejected {
  readonly ok: false;
  readonly kind: RejectionKind;
  /** A phrase that follows "<file>: ". */
  readonly reason: string;
  /** What was read all the same, to be stored if a person accepts it; null where there is nothing to store. */
  readonly draft: ArticleDraft | null;
}

/** One article of a document. */
export interface ExtractedRecord {
  /** What tells it from the others of its document; null where a document is one article, or where it cannot be told. */
  readonly key: string | null;
  readonly outcome: Extracted;
}

/**
 * Reads the articles of a document in one format. Never throws on purpose: what is wrong with a document is an outcome.
 * Documents and records cross to another process: they are plain data.
 */
export type Extractor = (document: RawDocument) => ExtractedRecord[] | Promise<ExtractedRecord[]>;

/** What a format finds in a document, as it is written there. */
export interface RawArticle {
  readonly title?: string | null;
  readonly authors?: readonly string[];
  readonly outlet?: string | null;
  readonly published?: string | null;
  readonly modified?: string | null;
  readonly url?: string | null;
  /** What is known of the text beside what the text itself shows. */
  readonly marks?: readonly ArticleMark[];
  readonly paragraphs: readonly string[];
}

/** Shorter texts are teasers, error pages or leftovers: there is nothing in them to cite. */
export const LEAST_CHARACTERS = 80;
const LONGEST_TITLE = 300;
const LONGEST_NAME = 100;
/** The Bible has 4 million characters; a longer text is a book, a log or an export, and nothing that can be cited as an article. */
const MOST_CHARACTERS = 4_000_000;
/** Addresses, dates and sentences turn up where names should stand. */
const NO_NAME = /[@\d]|:\/\/|(?:\S+\s+){6}/;

/** The one article of a document, or the reason why there is none. */
export function single(outcome: Extracted): ExtractedRecord[] {
  return [{ key: null, outcome }];
}

export function rejected(
  reason: string,
  kind: RejectionKind = 'unreadable',
  draft: ArticleDraft | null = null,
): Rejected {
  return { ok: false, kind, reason, draft };
}

/** Whether so many characters are more than one article may have: then what reads them stops, and says `TOO_LONG`. */
export function isTooLong(characters: number): boolean {
  return characters > MOST_CHARACTERS;
}

export const TOO_LONG: Rejected = rejected(
  `is too long for one article: it has more than ${String(MOST_CHARACTERS / 1e6)} million characters of text`,
  'too-big',
);

/**
 * Cleans what was found and makes an article of it; rejects what has too little text.
 * @param name the document's name, from which an untitled article gets its title
 */
export function toDraft(raw: RawArticle, name: string): Extracted {
  if (isTooLong(raw.paragraphs.reduce((sum, { length }) => sum + length, 0))) return TOO_LONG;
  const text = cleanText(raw.paragraphs);
  const title = cleanLine(raw.title ?? '') || titleFromName(name);
  const language = detectLanguage(text);
  const publishedAt = parseDate(raw.published ?? '');
  const draft: ArticleDraft = {
    title: shorten(title, LONGEST_TITLE),
    authors: cleanAuthors(raw.authors ?? []),
    outlet: shorten(cleanLine(raw.outlet ?? '').replace(/^@/, ''), LONGEST_NAME) || null,
    language,
    publishedAt,
    modifiedAt: parseDate(raw.modified ?? ''),
    url: httpUrl(raw.url ?? ''),
    marks: [...marksOf(text, language, publishedAt !== null), ...(raw.marks ?? [])].sort(),
    text,
  };
  if (text.length < LEAST_CHARACTERS) {
    return rejected(
      `has only ${String(text.length)} characters of text`,
      'too-short',
      text === '' ? null : draft,
    );
  }
  // German and English are told by their words; other languages by letters, which anything has.
  if (language !== 'de' && language !== 'en' && !isWritten(text))
    return rejected('is in no language', 'no-language', draft);
  return { ok: true, draft };
}

/**
 * True for words that somebody wrote, in whatever language: letters for the most part, in words of a length that people
 * use. Code, tables of numbers and letters at random are not. Scripts without spaces count by their letters alone.
 */
function isWritten(text: string): boolean {
  const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  if (letters < 0.55 * text.replace(/\s/g, '').length) return false;
  const spaceless = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/gu,
  );
  if ((spaceless?.length ?? 0) > letters / 4) return true;
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const mean = letters / Math.max(1, words.length);
  const plain = words.filter((word) => /^(?:\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+)$/u.test(word)).length;
  return mean >= 2 && mean <= 14 && plain >= 0.8 * words.length;
}

/** Splits "By Ada Quill and Ben Okoro" into names; leaves out what is no name. */
export function authorsOf(byline: string): string[] {
  return cleanLine(byline)
    .replace(/^(?:(?:written|published|posted|erstellt|verfasst)\s+)?(?:by|von)\s+/i, '')
    .split(/\s*(?:[,;/|&•]|\s(?:and|und)\s)\s*/i);
}

function cleanAuthors(authors: readonly string[]): string[] {
  const names = authors.map((author) =>
    cleanLine(author).replace(/^(?:by|von|posted|published|on)[\s:]+/i, ''),
  );
  return [
    ...new Set(
      names.filter((name) => /\p{L}/u.test(name) && name.length <= LONGEST_NAME && !NO_NAME.test(name)),
    ),
  ];
}

function titleFromName(name: string): string {
  return cleanLine(name.replace(/\.[^.]+$/, '').replace(/[-_]+/g, ' ')) || name;
}

/** An absolute http(s) address, null for anything else. */
function httpUrl(value: string): string | null {
  const address = value.trim();
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
