import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededRandom } from '../../src/evaluation/statistics.ts';

/** Small articles, each with a word that no other has, so that a question can ask for exactly one of them. */

const SYLLABLES = [
  'ba',
  'ko',
  'lu',
  'mi',
  'ne',
  'ro',
  'sa',
  'ti',
  'vo',
  'xe',
  'zu',
  'gra',
  'plen',
  'dor',
  'wick',
];
const FILLER =
  'The council of the harbour town met on Tuesday and spoke about trains, water, schools and the price of bread. ' +
  'Nobody in the room wanted to decide before the summer, because the figures of the last year had not been checked. ' +
  'A report is expected in autumn, and until then the old rules stay in force for everybody who lives near the river.';

/** The word of article `number`, the same in every run. */
export function nameOf(number: number): string {
  const random = seededRandom(1000 + number);
  const syllables = Array.from({ length: 4 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '');
  const name = syllables.join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function articleText(number: number, version = 1): string {
  const name = nameOf(number);
  return `---\ntitle: "Notes on ${name}"\noutlet: Test Gazette\npublished: 2024-01-0${String(1 + (number % 9))}\n---\n\nThe machine called ${name} was shown in version ${String(version)} by engineer number ${String(number)}.\n\n${FILLER}\n`;
}

export function writeArticle(dataDir: string, number: number, version = 1): string {
  const path = join(dataDir, 'articles', `article-${String(number).padStart(4, '0')}.md`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, articleText(number, version));
  return path;
}

export function questionFor(number: number): string {
  return `Which version of the machine ${nameOf(number)} was shown?`;
}
