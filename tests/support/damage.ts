import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/evaluation/statistics.ts';
import { articleText, questionFor, writeArticle } from './generated-articles.ts';
import { type Ended, type Folders, makeFolders, reindexHere, runScript } from './terminal.ts';

const ARTICLES = 40;
const ASKED = 17;
const ARTICLE_TEXTS = Array.from({ length: ARTICLES }, (_none, number) => articleText(number));

/** Ways in which a disk or a person damages a file. */
const DAMAGES: readonly {
  readonly name: string;
  readonly apply: (path: string, random: () => number) => void;
}[] = [
  {
    name: 'flipped bytes',
    apply: (path, random) => {
      const bytes = readFileSync(path);
      for (let count = 0; count < 64; count++) {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(random() * 255));
      }
      writeFileSync(path, bytes);
    },
  },
  {
    name: 'a zeroed block',
    apply: (path, random) => {
      const bytes = readFileSync(path);
      const start = Math.floor(random() * bytes.length);
      bytes.fill(0, start, Math.min(bytes.length, start + 4096));
      writeFileSync(path, bytes);
    },
  },
  {
    name: 'a lost end',
    apply: (path, random) => {
      truncateSync(path, Math.floor(random() * readFileSync(path).length));
    },
  },
  {
    name: 'other content',
    apply: (path) => {
      writeFileSync(path, 'this is not what was here\n');
    },
  },
];

/**
 * Damages a file of the index, each time in a fresh copy, and asks in a process of its own: a damaged graph can end
 * the process that reads it.
 * @returns one line for each question that was not answered as before
 */
export async function damageDrill(damages: number, seed: number): Promise<string[]> {
  const random = seededRandom(seed);
  const original = makeFolders();
  const complaints: string[] = [];
  try {
    for (let number = 0; number < ARTICLES; number++) writeArticle(original.dataDir, number);
    await reindexHere(original);
    const before = await ask(original);
    if (before.code !== 0) return [`the undamaged index does not answer: ${before.stderr}`];

    for (let count = 0; count < damages; count++) {
      const folders = copyOf(original);
      const files = indexFiles(folders);
      // The graph is what can end a process, so every second damage is to it.
      const graph = files.find((file) => file.endsWith('vectors.hnsw'));
      const file =
        count % 2 === 0 && graph !== undefined ? graph : files[Math.floor(random() * files.length)];
      const damage = DAMAGES[Math.floor(random() * DAMAGES.length)];
      if (file === undefined || damage === undefined) return ['there is no index to damage'];
      damage.apply(file, random);
      const after = await ask(folders);
      if (!isGood(after, before, file)) {
        const name = file.slice(folders.indexDir.length);
        complaints.push(
          `${damage.name} in ${name}: exit ${String(after.code)}, ${after.stderr}${after.stdout}`,
        );
      }
      folders.remove();
    }
  } finally {
    original.remove();
  }
  return complaints;
}

/**
 * Answered as before. SQLite cannot see every changed byte in its own file; there another article may be found or none,
 * but the command ends in order, and what it quotes comes from the library.
 */
function isGood(after: Ended, before: Ended, file: string): boolean {
  if (after.code === 0 && after.stdout === before.stdout) return true;
  const quoted = [...after.stdout.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? '');
  return (
    file.endsWith('index.sqlite') &&
    (after.code === 0 || after.code === 3) &&
    quoted.every((quote) => ARTICLE_TEXTS.some((text) => text.includes(quote)))
  );
}

function ask(folders: Folders): ReturnType<typeof runScript> {
  return runScript('ask', [questionFor(ASKED)], folders.env);
}

function copyOf(original: Folders): Folders {
  const copy = makeFolders();
  cpSync(original.dataDir, copy.dataDir, { recursive: true });
  cpSync(original.indexDir, copy.indexDir, { recursive: true });
  return copy;
}

function indexFiles({ indexDir }: Folders): string[] {
  return readdirSync(indexDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('lock'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
