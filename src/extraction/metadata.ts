import { cleanLine } from './clean.ts';
import { inCentralEurope, parseDate } from './dates.ts';
import type { DomDocument } from './dom.ts';
import type { RawArticle } from './extract.ts';
import { dateInAddress, findDateIn } from './find-date.ts';
import { addressOf, linkedArticle, nameOf } from './json-ld.ts';
import { authorsIn } from './page-authors.ts';
import { type PageSigns, readPageSigns } from './page-signs.ts';
import { titleOf } from './page-title.ts';

export interface PageMetadata extends Omit<RawArticle, 'paragraphs'> {
  /** False where the page says that its article costs money. */
  readonly free: boolean;
  /** What the page's data says the article is about. */
  readonly descriptions: readonly string[];
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
  const published =
    firstDate(nameOf(linked.datePublished), ...metaDates(signs, PUBLISHED), item('datePublished')) ??
    seen.published ??
    firstDate(...metaDates(signs, DATED)) ??
    dateInAddress(url ?? '');
  const modified =
    firstDate(nameOf(linked.dateModified), ...metaDates(signs, MODIFIED), item('dateModified')) ??
    seen.modified;
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
    // A page that tells only when it was changed was there on that day.
    published: inLocalTime(published ?? modified, signs, url ?? ''),
    modified,
    url: url ?? null,
    descriptions: [
      nameOf(linked.description),
      ...['og:description', 'description', 'twitter:description'].map((name) => first(name)),
    ].filter((text) => text !== null),
    free: linked.isAccessibleForFree !== false && !/^false$/i.test(nameOf(linked.isAccessibleForFree) ?? ''),
  };
}

/** Names of `meta` elements for the day of publication, with every separator as `_`, the clearest first. */
const PUBLISHED: readonly RegExp[] = [
  /^(?:article|og)_published_time$/,
  /(?:^|_)(?:published_time|parsely_pub_date|pub(?:lication|lish)?_?date|date_?published|citation_date|publish_?time)$/,
];
/** Names that some sites give to the day on which a page was sent out: what readers see is trusted more. */
const DATED: readonly RegExp[] = [
  /^(?:date|dc_date|dc_date_issued|dcterms_(?:created|date|issued)|sailthru_date)$/,
];
const MODIFIED: readonly RegExp[] = [
  /^article_modified_time$/,
  /^(?:og_updated_time|last_modified|dcterms_modified|dc_date_modified|date_?modified)$/,
];

function metaDates({ meta }: PageSigns, names: readonly RegExp[]): string[] {
  const plain = [...meta].map(([name, value]) => [name.replace(/[^a-z]+/g, '_'), value] as const);
  return names.flatMap((pattern) => plain.filter(([name]) => pattern.test(name)).map(([, value]) => value));
}

const HOUR_MS = 3_600_000;

/** The dates that readers see: in `time` elements, in elements that are called so, beside the headline. */
function visibleDates(signs: PageSigns): { published: string | null; modified: string | null } {
  const found: { published: string | null; modified: string | null } = { published: null, modified: null };
  for (const line of [
    ...signs.times,
    ...signs.dates,
    ...signs.lines,
    ...signs.dateNotes,
    ...signs.aside.dates,
  ]) {
    const date = findDateIn(line);
    if (date !== null) found[date.of] ??= date.date;
    if (found.published !== null && found.modified !== null) break;
  }
  return found;
}

/**
 * An instant in UTC whose day is not the one that readers saw: the day in the page's address where that is the day before or
 * after; the same instant in Central European time where the page is German.
 */
function inLocalTime(date: string | null, { lang }: PageSigns, url: string): string | null {
  if (date === null || !date.endsWith('Z')) return date;
  const told = dateInAddress(url);
  if (
    told !== null &&
    Math.abs(Date.parse(told) + 12 * HOUR_MS - Date.parse(date)) <= 36 * HOUR_MS &&
    told !== date.slice(0, 10)
  )
    return told;
  return /^de\b/i.test(lang ?? '') ? inCentralEurope(date) : date;
}

function firstDate(...values: (string | null | undefined)[]): string | null {
  return values.map((value) => parseDate(cleanLine(value ?? ''))).find((date) => date !== null) ?? null;
}

function hostOf(url: string | undefined | null): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : null;
}
