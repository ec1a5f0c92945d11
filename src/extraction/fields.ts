import { parseEpoch } from './dates.ts';
import { authorsOf, type RawArticle } from './extract.ts';

/** Reads the fields of an article out of a record with named values: front matter, a line of JSON. */

export type Fields = Readonly<Record<string, unknown>>;

/** The names under which each field is looked for, the first that is filled wins; spelling of case and `_` does not matter. */
const NAMES = {
  title: ['title', 'headline', 'titel', 'überschrift', 'schlagzeile'],
  authors: ['authors', 'author', 'by', 'byline', 'creator', 'autor', 'autoren', 'autorin', 'verfasser'],
  outlet: [
    ...['outlet', 'source', 'publisher', 'publication', 'site', 'sitename'],
    ...['quelle', 'medium', 'zeitung', 'herausgeber'],
  ],
  published: [
    ...['published', 'publishedat', 'datepublished', 'publishdate', 'publicationdate', 'pubdate', 'date'],
    ...['created', 'createdat', 'datum', 'veröffentlicht', 'erschienen', 'erscheinungsdatum'],
  ],
  modified: [
    ...['modified', 'modifiedat', 'datemodified', 'updated', 'updatedat', 'lastmod'],
    ...['geändert', 'aktualisiert'],
  ],
  url: ['url', 'link', 'canonical', 'canonicalurl', 'permalink', 'externalurl', 'adresse'],
} as const;

/** Every name above. */
export const FIELD_NAMES: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

/** A name without what differs between the ways of spelling it. */
export function plainName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[_\s-]/g, '');
}

/** Everything but the text. */
export function articleFields(fields: Fields): Omit<RawArticle, 'paragraphs'> {
  return {
    title: textField(fields, NAMES.title),
    authors: authorsField(pick(fields, NAMES.authors)),
    outlet: textField(fields, NAMES.outlet),
    published: dateField(pick(fields, NAMES.published)),
    modified: dateField(pick(fields, NAMES.modified)),
    url: textField(fields, NAMES.url),
  };
}

/** The first filled value among several names, as text; null where there is none. */
export function textField(fields: Fields, names: readonly string[]): string | null {
  return textOf(pick(fields, names));
}

function pick(fields: Fields, names: readonly string[]): unknown {
  const byName = valuesByName(fields);
  for (const name of names) {
    const value = byName.get(name);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** Each record is asked for eight fields. */
const known = new WeakMap<Fields, ReadonlyMap<string, unknown>>();

function valuesByName(fields: Fields): ReadonlyMap<string, unknown> {
  let byName = known.get(fields);
  if (byName === undefined) {
    byName = new Map(Object.entries(fields).map(([key, value]) => [plainName(key), value]));
    known.set(fields, byName);
  }
  return byName;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  // Feeds and JSON-LD write people and publishers as objects with a name.
  if (typeof value === 'object' && value !== null && 'name' in value) return textOf(value.name);
  return null;
}

function authorsField(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textOf).filter((name) => name !== null);
  const text = textOf(value);
  return text === null ? [] : authorsOf(text);
}

function dateField(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  // 20230718 is a day, not a second of the year 1970.
  if (typeof value === 'number' && value > 1e8) return parseEpoch(value);
  return textOf(value);
}
