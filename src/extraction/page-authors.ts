import {
  isOutlet,
  isWeakName,
  labelledNames,
  personsAfterDate,
  personsIn,
  personsInByline,
  withoutLabel,
} from './bylines.ts';
import { authorsOf } from './extract.ts';
import { type Linked, nameOf } from './json-ld.ts';
import type { PageSigns } from './page-signs.ts';

/**
 * Who wrote a page's article: what its data says, in the order of trust that all fields have; where that is an account, the outlet
 * or another organisation, and people are named in the page, those.
 */
export function authorsIn(signs: PageSigns, linked: Linked, outlet: string | null): string[] {
  const told = toldAuthors(signs, linked)
    .map((names) => names.map((name) => withoutLabel(name)))
    .filter((names) => names.some((name) => name !== ''));
  for (const names of told) {
    const strong = names.filter((name) => !isWeakName(name, outlet));
    if (strong.length > 0) return withOthers(strong, signs);
  }
  const weak = told[0] ?? [];
  const marked = signs.authors.length > 0 ? signs.authors : signs.aside.authors;
  const places = [
    () => marked.slice(0, 3).map(personsIn),
    () => (weak.length > 0 ? [] : marked.map((name) => nicknames(name, outlet))),
    () => signs.bylines.map(personsIn),
    () => signs.lines.map(personsInByline),
    () => [labelledNames(signs.lines).filter((name) => !isOutlet(name, outlet))],
    () => signs.lines.map(personsAfterDate),
  ];
  for (const place of places) {
    const found = place().find((names) => names.length > 0);
    if (found !== undefined) return found;
  }
  return weak;
}

/** A page's data often names the first author only; its byline names all. */
function withOthers(told: readonly string[], { authors, bylines }: PageSigns): string[] {
  const all = [...authors, ...bylines]
    .map(personsIn)
    .find((names) => names.length > told.length && told.every((name) => names.includes(name)));
  return all ?? [...told];
}

/** What a page marks up as its author, be it no person's name. */
function nicknames(text: string, outlet: string | null): string[] {
  if (text.length >= 80) return [];
  return authorsOf(withoutLabel(text)).filter(
    (name) => name !== '' && !/\[at\]|→|»/.test(name) && !isOutlet(name, outlet),
  );
}

/** Behind an outlet's name in one value stand its town and country: "The Copper Wire, Harbour, Norway". */
function firstOf(names: string[]): string[] {
  const [first = ''] = names;
  return isWeakName(first, null) || /\bonline$/i.test(first) ? [first] : names;
}

/** What the page's data says in each place, the most trusted first. */
function toldAuthors({ meta, items }: PageSigns, { author }: Linked): string[][] {
  const linked = [author]
    .flat()
    .map((one) => nameOf(one))
    .filter((name) => name !== null);
  const label = meta.get('twitter:label1') ?? '';
  const card = /^(?:written by|verfasst von|geschrieben von|von|by|author|autor)/i.test(label)
    ? meta.get('twitter:data1')
    : undefined;
  const values = [...META_AUTHORS.map((name) => meta.get(name)), card].filter(
    (name) => name !== undefined && !/^https?:/.test(name),
  );
  return [
    linked.flatMap((name) => authorsOf(name)),
    ...values.map((name) => authorsOf(name ?? '')).map((names) => firstOf(names)),
    (items.get('author') ?? []).flatMap((name) => authorsOf(name)),
  ];
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
