import { isOutlet, isWeakName, personsIn, personsInByline, withoutLabel } from './bylines.ts';
import { cleanLine } from './clean.ts';
import { parseDate } from './dates.ts';
import type { DomDocument } from './dom.ts';
import { authorsOf, type RawArticle } from './extract.ts';
import { dateInAddress, findDate } from './find-date.ts';
import { addressOf, type Linked, linkedArticle, nameOf } from './json-ld.ts';
import { type PageSigns, readPageSigns } from './page-signs.ts';
import { titleOf } from './page-title.ts';

export interface PageMetadata extends Omit<RawArticle, 'paragraphs'> {
  /** False where the page says that its article costs money. */
  readonly free: boolean;
}

/**
 * What a page says about its article. Each field is trusted in this order: JSON-LD, Open Graph and other `meta` names,
 * microdata, `time` and what is marked up in the page itself, its address.
 */
export function readMetadata(document: DomDocument): PageMetadata {
  const signs = readPageSigns(document);
  const linked = linkedArticle(signs.linked);
  const first = (...names: string[]) =>
    names.map((name) => signs.meta.get(name)).find((value) => value !== undefined) ?? null;
  const item = (property: string) => signs.items.get(property)?.[0] ?? null;

  const url = [
    signs.canonical,
    first('og:url'),
    addressOf(linked.url),
    addressOf(linked.mainEntityOfPage),
  ].find((address) => address && /^https?:\/\//i.test(address.trim()));
  const outlet =
    nameOf(linked.publisher) ??
    first('og:site_name', 'article:publisher_name', 'publisher', 'dc.publisher', 'application-name') ??
    item('publisher') ??
    hostOf(url);
  const seen = visibleDates(signs);
  return {
    title: titleOf(
      signs,
      [
        nameOf(linked.headline),
        first('og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'title'),
        item('headline'),
      ],
      outlet,
    ),
    authors: authorsIn(signs, linked, outlet),
    outlet,
    published:
      firstDate(nameOf(linked.datePublished), ...metaDates(signs, PUBLISHED), item('datePublished')) ??
      seen.published ??
      dateInAddress(url ?? ''),
    modified:
      firstDate(nameOf(linked.dateModified), ...metaDates(signs, MODIFIED), item('dateModified')) ??
      seen.modified,
    url: url ?? null,
    free: linked.isAccessibleForFree !== false && !/^false$/i.test(nameOf(linked.isAccessibleForFree) ?? ''),
  };
}

/** Names of `meta` elements for the day of publication, with every separator as `_`, the clearest first. */
const PUBLISHED: readonly RegExp[] = [
  /^(?:article|og)_published_time$/,
  /^(?:published_time|date|dc_date|dc_date_issued|dcterms_(?:created|date|issued)|parsely_pub_date|sailthru_date|pubdate|publish_?date)$/,
  /(?:^|_)(?:published_time|pub(?:lication|lish)?_?date|date_?published|citation_date|publish_?time)$/,
];
const MODIFIED: readonly RegExp[] = [
  /^article_modified_time$/,
  /^(?:og_updated_time|last_modified|dcterms_modified|dc_date_modified|date_?modified)$/,
];

function metaDates({ meta }: PageSigns, names: readonly RegExp[]): string[] {
  const plain = [...meta].map(([name, value]) => [name.replace(/[^a-z]+/g, '_'), value] as const);
  return names.flatMap((pattern) => plain.filter(([name]) => pattern.test(name)).map(([, value]) => value));
}

/** The dates that readers see: in `time` elements, in elements that are called so, beside the headline. */
function visibleDates(signs: PageSigns): { published: string | null; modified: string | null } {
  const found: { published: string | null; modified: string | null } = { published: null, modified: null };
  for (const line of [...signs.times, ...signs.dates, ...signs.lines, ...signs.aside.dates]) {
    const date = findDate(line);
    if (date !== null) found[date.of] ??= date.date;
    if (found.published !== null && found.modified !== null) break;
  }
  return found;
}

function firstDate(...values: (string | null | undefined)[]): string | null {
  return values.map((value) => parseDate(cleanLine(value ?? ''))).find((date) => date !== null) ?? null;
}

/** What the page's data says; where that is an account or the outlet, and people are named in the page, those. */
function authorsIn(signs: PageSigns, linked: Linked, outlet: string | null): string[] {
  const told = toldAuthors(signs, linked).map((name) => withoutLabel(name));
  const strong = told.filter((name) => !isWeakName(name, outlet));
  if (strong.length > 0) return strong;
  const marked = signs.authors.length > 0 ? signs.authors : signs.aside.authors;
  const places = [
    () => marked.slice(0, 3).map(personsIn),
    () => (told.length > 0 ? [] : marked.map((name) => nicknames(name, outlet))),
    () => signs.bylines.map(personsIn),
    () => signs.lines.map(personsInByline),
  ];
  for (const place of places) {
    const found = place().find((names) => names.length > 0);
    if (found !== undefined) return found;
  }
  return told;
}

/** What a page marks up as its author, be it no person's name. */
function nicknames(text: string, outlet: string | null): string[] {
  if (text.length >= 80) return [];
  return authorsOf(withoutLabel(text)).filter(
    (name) => name !== '' && !/\[at\]|→|»/.test(name) && !isOutlet(name, outlet),
  );
}

function toldAuthors({ meta, items }: PageSigns, { author }: Linked): string[] {
  const names = [author]
    .flat()
    .map((one) => nameOf(one))
    .filter((name) => name !== null);
  if (names.length > 0) return names.flatMap((name) => authorsOf(name));
  const label = meta.get('twitter:label1') ?? '';
  const card = /^(?:written by|verfasst von|geschrieben von|von|by|author|autor)/i.test(label)
    ? meta.get('twitter:data1')
    : undefined;
  const value = [...META_AUTHORS.map((name) => meta.get(name)), card].find(
    (name) => name !== undefined && !/^https?:/.test(name),
  );
  if (value !== undefined) return authorsOf(value);
  return (items.get('author') ?? []).flatMap((name) => authorsOf(name));
}

const META_AUTHORS: readonly string[] = [
  ...[
    'author',
    'article:author',
    'dc.creator',
    'dcterms.creator',
    'parsely-author',
    'sailthru.author',
    'byl',
  ],
  ...['og:article:author', 'citation_author', 'cxenseparse:author'],
];

function hostOf(url: string | undefined | null): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : null;
}
