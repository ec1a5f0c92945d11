import { setTimeout as delay } from 'node:timers/promises';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/evaluation/statistics.ts';
import { Library } from '../../src/library/library.ts';
import { SqliteFile } from '../../src/storage/sqlite.ts';
import { questionFor, writeArticle } from './generated-articles.ts';
import { askHere, ended, type Folders, makeFolders, runScript, startScript } from './terminal.ts';

const ARTICLES = 60;

/** What was asked of a collection and how each question was answered; equal for equal collections. */
export type Answers = readonly string[];

/** Asks for some articles in this process; what it has to repair, it repairs. */
export async function askAll(folders: Folders, numbers: readonly number[]): Promise<Answers> {
  return (await askHere(folders, numbers.map(questionFor))).map(({ text }) => text);
}

const ASKED = [0, 7, 13, 21, 34, 55];

/**
 * Kills `reindex` again and again at random moments, each time after files have changed, and asks in between.
 * @returns one line for each thing that was not as it should be
 */
export async function killDrill(kills: number, seed: number): Promise<string[]> {
  const random = seededRandom(seed);
  const folders = makeFolders();
  const complaints: string[] = [];
  try {
    for (let number = 0; number < ARTICLES; number++) writeArticle(folders.dataDir, number);
    const started = performance.now();
    await runScript('reindex', [], folders.env);
    const usualMs = performance.now() - started;

    for (let kill = 1; kill <= kills; kill++) {
      for (let number = 0; number < ARTICLES; number++) {
        if (random() < 0.5) writeArticle(folders.dataDir, number, kill + 1);
      }
      if (random() < 0.3) rmSync(folders.indexDir, { recursive: true, force: true });
      const args = random() < 0.3 ? ['--rebuild'] : [];
      const child = startScript('reindex', args, folders.env);
      const end = ended(child);
      // Most of the time is start-up; the last third is where things are written.
      await delay(usualMs * (0.4 + 0.7 * random()));
      child.kill('SIGKILL');
      await end;
      complaints.push(...(await inspect(folders, `kill ${String(kill)}`)));
    }
    complaints.push(...(await compareWithFresh(folders)));
  } finally {
    folders.remove();
  }
  return complaints;
}

/** Articles that are indexed in eight commits, whose segments are then merged. */
const MERGED_ARTICLES = 400;

/**
 * Kills `reindex` while it merges segments of the lexical index: as soon as there is one that is not live.
 * @returns one line for each thing that was not as it should be
 */
export async function mergeKillDrill(kills: number, seed: number): Promise<string[]> {
  const random = seededRandom(seed);
  const folders = makeFolders();
  const complaints: string[] = [];
  let hits = 0;
  try {
    for (let number = 0; number < MERGED_ARTICLES; number++) writeArticle(folders.dataDir, number);
    for (let kill = 1; kill <= kills; kill++) {
      const child = startScript('reindex', kill === 1 ? [] : ['--rebuild'], folders.env);
      const end = ended(child);
      const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
      while (isRunning() && !isMerging(folders.indexDir)) await delay(1);
      // At the beginning of a merge, in its middle, or when what was merged is being deleted.
      await delay(5 * random());
      if (isRunning()) hits++;
      child.kill('SIGKILL');
      await end;
      complaints.push(...(await inspect(folders, `kill ${String(kill)} during a merge`)));
    }
    if (hits === 0) complaints.push('no kill came during a merge');
    complaints.push(...(await compareWithFresh(folders)));
  } finally {
    folders.remove();
  }
  return complaints;
}

/** True where any generation has a segment that is being written or deleted. */
function isMerging(indexDir: string): boolean {
  const generations = join(indexDir, 'generations');
  try {
    return readdirSync(generations).some((name) => {
      const path = join(generations, name, 'index.sqlite');
      // Opening would make it.
      if (!existsSync(path)) return false;
      const file = SqliteFile.open(path, 100);
      try {
        return file.row("SELECT 1 AS one FROM segments WHERE state <> 'live' LIMIT 1") !== undefined;
      } finally {
        file.close();
      }
    });
  } catch {
    // Not there yet, or being made.
    return false;
  }
}

/** After a kill: the library is sound, every article is found, and the answers are those of a fresh index. */
async function inspect(folders: Folders, when: string): Promise<string[]> {
  const library = Library.open(folders.dataDir);
  const damage = library.check();
  const articles = library.articleCount();
  library.close();
  if (damage !== null) return [`${when}: the library is damaged: ${damage}`];
  if (articles === 0) return [`${when}: the library is empty`];
  const answers = await askAll(folders, ASKED);
  const indexDir = `${folders.indexDir}-fresh`;
  const fresh = await askAll({ ...folders, env: { ...folders.env, INDEX_DIR: indexDir } }, ASKED);
  rmSync(indexDir, { recursive: true, force: true });
  return answers.flatMap((answer, index) =>
    answer === fresh[index] && /was shown in version \d+ by engineer number/.test(answer)
      ? []
      : [`${when}: article ${String(ASKED[index])} was answered with: ${answer}`],
  );
}

/** A last, undisturbed reindex gives the answers of a collection that was never disturbed. */
async function compareWithFresh(folders: Folders): Promise<string[]> {
  const { code, stderr } = await runScript('reindex', [], folders.env);
  if (code !== 0) return [`the last reindex ended with ${String(code)}: ${stderr}`];
  const disturbed = await askAll(folders, ASKED);
  rmSync(folders.indexDir, { recursive: true });
  const fresh = await askAll(folders, ASKED);
  return disturbed.flatMap((answer, index) =>
    answer === fresh[index] ? [] : [`after all kills: ${answer} instead of ${fresh[index] ?? ''}`],
  );
}
