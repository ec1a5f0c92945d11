import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/config.ts';
import { UsageError, UserError } from '../../src/errors.ts';
import { type CandidateShares, ExhaustiveSearch, LEGS } from '../../src/evaluation/measure-candidates.ts';
import { misspell } from '../../src/evaluation/misspell.ts';
import { readTexts } from '../../src/evaluation/read-texts.ts';
import { seededRandom } from '../../src/evaluation/statistics.ts';
import { topicalArticles } from '../../src/evaluation/topical-articles.ts';
import { writeArticles } from '../../src/evaluation/write-articles.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { Generations } from '../../src/search-index/generations.ts';
import { loadVectorIndex } from '../../src/search-index/vector-snapshot.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import { detectLanguage } from '../../src/text/language.ts';
import type { Measured, Subject } from '../subject.ts';

/**
 * Measures what choosing candidates loses against scoring every passage, by kind of question, on a collection of the
 * texts themselves and of articles generated from them.
 */

const SENTENCES = 24;
const PASSAGES_PER_ARTICLE = 2.3;

const command = new Command('candidates')
  .description(
    'Compare the candidates of the search with the ten best of scoring every passage, by kind of question.',
  )
  .requiredOption('--texts <files...>', 'texts of one language: JSON lines with "text", or one text a line')
  .requiredOption('--queries <files...>', 'questions in that language: JSON lines with "text"')
  .option('--other-queries <files...>', 'questions in another language')
  .option('--passages <number>', 'size of the collection', '45000')
  .option('--limit <number>', 'questions of each kind', '100');

interface Options {
  readonly texts: string[];
  readonly queries: string[];
  readonly otherQueries?: string[];
  readonly passages: string;
  readonly limit: string;
}

interface Figures {
  readonly passages: number;
  readonly embedder: string;
  readonly kinds: Readonly<Record<string, CandidateShares>>;
}

async function measure({ config, signal }: CommandContext): Promise<Measured> {
  const options = command.opts<Options>();
  const folder = mkdtempSync(join(tmpdir(), 'newshound-candidates-'));
  try {
    const own = { ...config, dataDir: folder, indexDir: join(folder, 'index') };
    const texts = readTexts(options.texts);
    const corpus = join(folder, 'corpus');
    writeArticles(corpus, collectionOf(texts, whole(options.passages, '--passages')));
    const newshound = await compose(own, { chat: false, newIndex: true });
    try {
      await newshound.reindex([corpus], { signal });
    } finally {
      await newshound.close();
    }
    const figures = await compare(own, options, signal);
    return { figures, text: table(figures) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The texts themselves, and as many generated articles as fill the collection. */
function* collectionOf(texts: readonly string[], passages: number): Generator<object> {
  for (const [number, text] of texts.entries()) yield { id: `text-${String(number)}`, text };
  const missing = Math.max(
    0,
    passages - texts.reduce((sum, { length }) => sum + Math.ceil(length / 1500), 0),
  );
  yield* topicalArticles(texts, Math.ceil(missing / PASSAGES_PER_ARTICLE), SENTENCES, 1);
}

async function compare(config: Config, options: Options, signal: AbortSignal): Promise<Figures> {
  const generation = new Generations(config.indexDir).openCurrent();
  if (generation === null) throw new UserError('The index that was just built is not there.');
  const embedder = await openEmbedder(generation.fingerprint.embedder.id, config);
  try {
    const { index: vectors } = await loadVectorIndex(generation);
    const search = new ExhaustiveSearch({ generation, vectors, embeddings: embedder.embeddings });
    const kinds: Record<string, CandidateShares> = {};
    for (const [kind, questions] of kindsOf(options)) {
      signal.throwIfAborted();
      kinds[kind] = await search.compare(questions);
    }
    const passages = generation.passageCount();
    if (passages === 0) throw new UserError('None of the texts became an article.');
    return { passages, embedder: embedder.identity.id, kinds };
  } finally {
    generation.close();
    await embedder.close();
  }
}

function kindsOf({ queries, otherQueries, limit }: Options): [kind: string, questions: string[]][] {
  const count = whole(limit, '--limit');
  const asked = sample(readTexts(queries), count);
  const random = seededRandom(3);
  const kinds: [string, string[]][] = [
    ['same language', asked],
    ['typing errors', asked.map((text) => misspell(text, detectLanguage(text), random))],
  ];
  if (otherQueries !== undefined) kinds.push(['other language', sample(readTexts(otherQueries), count)]);
  return kinds;
}

/** Questions from all over the files. */
function sample(texts: readonly string[], count: number): string[] {
  const step = Math.max(1, texts.length / count);
  return Array.from(
    { length: Math.min(count, texts.length) },
    (_none, at) => texts[Math.floor(at * step)] ?? '',
  );
}

function whole(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`${option} takes a whole number above 0.`);
  return number;
}

function table({ passages, embedder, kinds }: Figures): string {
  const share = (value: number): string => value.toFixed(3);
  const rows = Object.entries(kinds).map(([kind, shares]) =>
    [
      kind,
      String(shares.questions),
      share(shares.union),
      ...LEGS.flatMap((leg) => [share(shares.legs[leg].found), share(shares.legs[leg].alone)]),
      shares.vectorRecall === null ? '–' : share(shares.vectorRecall),
      shares.candidates.toFixed(0),
    ].join(' | '),
  );
  return [
    `${String(passages)} passages, embedder ${embedder}. Share of the ten best of scoring every passage:`,
    '',
    `| questions | number | all legs | ${LEGS.flatMap((leg) => [leg, `only ${leg}`]).join(' | ')} | recall@10 of the vectors' graph | candidates |`,
    `|${'---|'.repeat(5 + 2 * LEGS.length)}`,
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

export const candidates: Subject = { command, run: measure };
