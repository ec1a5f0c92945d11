import { cleanLine } from './clean.ts';
import { parseDate } from './dates.ts';
import type { DomDocument } from './dom.ts';
import { authorsOf, type RawArticle } from './extract.ts';
import { addressOf, linkedArticle, nameOf } from './json-ld.ts';

export interface PageMetadata extends Omit<RawArticle, 'paragraphs'> {
  /** False where the page says that its article costs money. */
  readonly free: boolean;
}

/**
 * What a page says about its article. Trusted in this order: JSON-LD, Open Graph, other `meta` names, then what is
 * marked up in the page itself.
 */
export function readMetadata(document: DomDocument): PageMetadata {
  const linked = linkedArticle(document);
  const meta = metaValues(document);
  const first = (...names: string[]) =>
    names.map((name) => meta.get(name)).find((value) => value !== undefined) ?? null;

  const url = [
    document.querySelector('link[rel~="canonical"]')?.getAttribute('href'),
    first('og:url'),
    addressOf(linked.url),
    addressOf(linked.mainEntityOfPage),
  ].find((address) => address && /^https?:\/\//i.test(address.trim()));
  const outlet =
    nameOf(linked.publisher) ??
    first('og:site_name', 'article:publisher_name', 'publisher', 'dc.publisher', 'application-name') ??
    hostOf(url);
  const times = (property: string, ...names: string[]) =>
    firstDate(nameOf(linked[property]), ...names.map((name) => meta.get(name)), itemDate(document, property));
  return {
    title: titleOf(
      document,
      [nameOf(linked.headline), first('og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'title')],
      outlet,
    ),
    authors: authorsIn(
      document,
      linked.author,
      first(
        'author',
        'article:author',
        'dc.creator',
        'dcterms.creator',
        'parsely-author',
        'sailthru.author',
        'byl',
      ),
    ),
    outlet,
    published:
      times(
        'datePublished',
        'article:published_time',
        'og:published_time',
        'published_time',
        'date',
        'dc.date',
        'dc.date.issued',
        'dcterms.created',
        'dcterms.date',
        'parsely-pub-date',
        'sailthru.date',
        'pubdate',
        'publishdate',
        'publish-date',
      ) ?? visibleDate(document, url),
    modified: times(
      'dateModified',
      'article:modified_time',
      'og:updated_time',
      'last-modified',
      'dcterms.modified',
      'dc.date.modified',
    ),
    url: url ?? null,
    free: linked.isAccessibleForFree !== false && !/^false$/i.test(nameOf(linked.isAccessibleForFree) ?? ''),
  };
}

/** `meta` values by lower-case name; the first filled one counts. */
function metaValues(document: DomDocument): Map<string, string> {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content')?.trim() ?? '';
    const names = ['property', 'name', 'itemprop'].map((attribute) =>
      element.getAttribute(attribute)?.trim().toLowerCase(),
    );
    for (const name of names) if (name && content !== '' && !values.has(name)) values.set(name, content);
  }
  return values;
}

function itemDate(document: DomDocument, property: string): string | null {
  const element = document.querySelector(`[itemprop~="${property}"]`);
  return (
    element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? element?.textContent ?? null
  );
}

/** Where pages mark up their date, the clearest first. */
const DATE_PLACES = [
  'time[pubdate]',
  '.published[title], time.published, time.entry-date',
  'article header time',
  'article time, time[datetime]',
  '.entry-date, .post-date, .published, .pubdate, .article-date, .date',
];

/** The date that readers see in the page, else the one in its address. */
function visibleDate(document: DomDocument, url: string | null | undefined): string | null {
  for (const place of DATE_PLACES) {
    const element = document.querySelector(place);
    const date = firstDate(
      element?.getAttribute('datetime'),
      element?.getAttribute('title'),
      element?.textContent,
    );
    if (date) return date;
  }
  const [, year, month, day] = /\/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:\/|-|$)/.exec(url ?? '') ?? [];
  return year && month && day ? parseDate(`${year}-${month}-${day}`) : null;
}

function firstDate(...values: (string | null | undefined)[]): string | null {
  return values.map((value) => parseDate(cleanLine(value ?? ''))).find((date) => date !== null) ?? null;
}

const AUTHOR_PLACES = [
  '[itemprop~="author"] [itemprop~="name"]',
  '[itemprop~="author"]',
  'a[rel~="author"]',
  '.author .fn, .byline .fn, .author-name, .byline-author',
  '.vcard .fn, .author',
];

const COMMENTS = '.comment, .comments, .commentlist, .comment-list, #comments, [itemprop="comment"]';

function authorsIn(document: DomDocument, linked: unknown, meta: string | null): string[] {
  const names = [linked]
    .flat()
    .map((author) => nameOf(author))
    .filter((name) => name !== null && !/^https?:/.test(name));
  if (names.length > 0) return names.flatMap((name) => authorsOf(name ?? ''));
  if (meta !== null && !/^https?:/.test(meta)) return authorsOf(meta);
  for (const place of AUTHOR_PLACES) {
    const element = document.querySelector(place);
    const name = cleanLine(element?.textContent ?? '');
    // Those who comment are marked up as authors too.
    if (name !== '' && name.length < 80 && !element?.closest(COMMENTS)) return authorsOf(name);
  }
  return [];
}

function hostOf(url: string | undefined | null): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : null;
}

/** Between a headline and the outlet's name in a title. */
const SEPARATOR = /\s+[|–—·•»:-]+\s+/g;

function titleOf(
  document: DomDocument,
  told: readonly (string | null)[],
  outlet: string | null,
): string | null {
  const page = cleanLine(document.querySelector('title')?.textContent ?? '');
  const headings = [...document.querySelectorAll('h1')].map((heading) =>
    cleanLine(heading.textContent ?? ''),
  );
  const title = cleanLine(told.find((candidate) => candidate) ?? '') || page || headings[0] || '';
  return withoutOutlet(title, headings, outlet) || null;
}

/**
 * Takes the headline out of "Headline | Section - Outlet" or "Outlet - Headline": what a heading of the page repeats,
 * else what stands before the outlet's name.
 */
function withoutOutlet(title: string, headings: readonly string[], outlet: string | null): string {
  const name = bare(outlet ?? '');
  const cuts = [...title.matchAll(SEPARATOR)].map((cut) => ({
    head: title.slice(0, cut.index),
    tail: title.slice(cut.index + cut[0].length),
  }));
  const heading = headings.find(
    (text) =>
      text.length >= 15 &&
      bare(text) !== name &&
      cuts.some(({ head, tail }) => head === text || tail === text),
  );
  if (heading) return heading;
  const last = cuts.at(-1);
  const tail = bare(last?.tail ?? '');
  return last && tail !== '' && name !== '' && (tail.includes(name) || name.includes(tail))
    ? last.head
    : title;
}

/** A name without what differs between the ways of writing it: case, punctuation, the address's parts. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/^www\.|\.(?:com|de|org|net|at|ch|co\.uk|io)$/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
