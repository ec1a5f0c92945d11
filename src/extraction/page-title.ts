import { cleanLine } from './clean.ts';
import type { PageSigns } from './page-signs.ts';

/** Between the parts of a title: the section, a kicker, the headline, the outlet's name. */
const SEPARATOR = /\s*[|›»]+\s*|\s+(?:[–—·•:/-]|::)+\s+|:\s+|\s+(?=\()/g;

/** The headline: what the page's data says, its `title`, its first heading; without what is put around it. */
export function titleOf(
  { pageTitle, headings }: Pick<PageSigns, 'pageTitle' | 'headings'>,
  told: readonly (string | null)[],
  outlet: string | null,
): string | null {
  const candidates = [...told.map((candidate) => cleanLine(candidate ?? '')), pageTitle];
  const [first = ''] = candidates.filter((candidate) => candidate !== '');
  // Every page of some sites has the site's own name as its title.
  const own = headings.filter((heading) => heading !== '' && !isName(heading, outlet));
  const title =
    candidates.find((candidate) => candidate !== '' && !isName(candidate, outlet)) ?? own[0] ?? first;
  return headlineIn(title, own) ?? (withoutOutlet(title, outlet) || null);
}

/**
 * What a heading of the page repeats of a title: the headline in "Section: Headline | Outlet", and the whole of what was cut off in
 * the title. Null where no heading does.
 */
function headlineIn(title: string, headings: readonly string[]): string | null {
  const { leading, others } = partsOf(title);
  const cut = /^(.{20,})(?:…|\.\.\.)$/.exec(title)?.[1];
  const heading = headings.find((text) => {
    const plain = bare(text);
    if (text.length < SHORTEST_HEADLINE) return false;
    if (leading.has(plain) || (cut !== undefined && plain.startsWith(bare(cut)))) return true;
    // What is a small part of its title and a few words is the site's name or a section's.
    return (
      others.has(plain) && (text.length >= LEAST_SHARE * title.length || text.split(' ').length >= FEW_WORDS)
    );
  });
  return heading ?? null;
}

/** Shorter headings name a section. */
const SHORTEST_HEADLINE = 15;
const LEAST_SHARE = 0.35;
const FEW_WORDS = 4;
/** No title has more parts than this. */
const MOST_CUTS = 8;

/**
 * Every part of a title between two of its separators, and every row of such parts, in plain spelling; apart from the others those
 * at its beginning or behind a colon.
 */
function partsOf(title: string): { leading: ReadonlySet<string>; others: ReadonlySet<string> } {
  const cuts = [...title.matchAll(SEPARATOR)].slice(0, MOST_CUTS);
  const ends = [...cuts.map((cut) => cut.index), title.length];
  const [leading, others] = [new Set<string>(), new Set<string>()];
  for (const [index, end] of ends.entries()) {
    leading.add(bare(title.slice(0, end)));
    for (const cut of cuts.slice(0, index)) {
      const into = cut[0].startsWith(':') ? leading : others;
      into.add(bare(title.slice(cut.index + cut[0].length, end)));
    }
  }
  return { leading, others };
}

/** Takes the outlet's name from the end of a title, or from its beginning. */
function withoutOutlet(title: string, outlet: string | null): string {
  const name = bare(outlet ?? '');
  const last = [...title.matchAll(SEPARATOR)].at(-1);
  if (last === undefined || name === '') return title;
  const tail = bare(title.slice(last.index + last[0].length));
  return tail !== '' && (tail.includes(name) || name.includes(tail)) ? title.slice(0, last.index) : title;
}

/** Whether a text is the outlet's name and nothing more. */
function isName(text: string, outlet: string | null): boolean {
  const [one, other] = [bare(text), bare(outlet ?? '')];
  return one !== '' && one === other;
}

/** A text without what differs between the ways of writing it: case, punctuation, the address's parts. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/^www\.|\.(?:com|de|org|net|at|ch|co\.uk|io)$/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
