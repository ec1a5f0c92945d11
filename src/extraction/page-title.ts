import { cleanLine } from './clean.ts';
import type { PageSigns } from './page-signs.ts';

/** Between a headline and the outlet's name in a title. */
const SEPARATOR = /\s+[|–—·•»:-]+\s+/g;

/** The headline: what the page's data says, its `title`, its first heading; without the name of the outlet. */
export function titleOf(
  { pageTitle, headings }: Pick<PageSigns, 'pageTitle' | 'headings'>,
  told: readonly (string | null)[],
  outlet: string | null,
): string | null {
  const title = cleanLine(told.find((candidate) => candidate) ?? '') || pageTitle || (headings[0] ?? '');
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
