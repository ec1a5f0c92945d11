import type { Config } from '../config.ts';
import { messageOf } from '../errors.ts';
import { Library } from '../library/library.ts';
import type { Generation } from '../search-index/generation.ts';
import { Generations } from '../search-index/generations.ts';
import { type Check, type Finding, note, ok, problem } from './finding.ts';

/** Looks at the library and at whether the index holds what the library holds. */
export const collection: Check = {
  name: 'Library and index',
  run: (config) => {
    let library: Library | null = null;
    let generation: Generation | null = null;
    try {
      library = Library.open(config.dataDir);
      const generations = new Generations(config.indexDir);
      generation = generations.openCurrent();
      return [
        libraryFinding(library),
        ...indexFindings(library, generation, generations.currentName() !== null, config),
      ];
    } catch (error) {
      return [problem(messageOf(error), 'See the sentence itself.')];
    } finally {
      generation?.close();
      library?.close();
    }
  },
};

function libraryFinding(library: Library): Finding {
  const damage = library.check();
  if (damage !== null) {
    return problem(
      `The library is damaged: ${damage}`,
      'Restore library.sqlite from a backup, or move it away and run `npm run reindex`.',
    );
  }
  const { articles, oldest, newest, outlets } = library.coverage();
  if (articles === 0)
    return note('The library is empty', 'Put articles into data/articles and run `npm run reindex`.');
  const dates =
    oldest === null || newest === null ? '' : `, ${oldest.slice(0, 10)} to ${newest.slice(0, 10)}`;
  return ok(`Library: ${String(articles)} articles of ${String(outlets.length)} outlets${dates}`);
}

function indexFindings(
  library: Library,
  generation: Generation | null,
  expected: boolean,
  config: Config,
): Finding[] {
  if (generation === null) {
    return [
      expected
        ? problem('The index cannot be opened', 'Run `npm run reindex`; it is built again from the library.')
        : note('There is no index yet', 'Run `npm run reindex`, or ask: it is built then.'),
    ];
  }
  const damage = generation.check();
  if (damage !== null)
    return [
      problem(
        `The index is damaged: ${damage}`,
        'Run `npm run reindex`; it is built again from the library.',
      ),
    ];
  const findings: Finding[] = [];
  const { id } = generation.fingerprint.embedder;
  findings.push(ok(`Index: ${String(generation.passageCount())} passages, embedded by ${id}`));
  if (config.embedder !== 'auto' && config.embedder !== id) {
    findings.push(
      problem(
        `EMBEDDER is ${config.embedder}, the index was built with ${id}`,
        `Run \`npm run reindex\`, or set EMBEDDER=${id}.`,
      ),
    );
  }
  const behind = library.lastChange() - generation.applied();
  const unembedded = generation.countWithoutVector();
  if (behind > 0 || unembedded > 0) {
    findings.push(
      note(
        `The index lags behind: ${String(behind)} changes and ${String(unembedded)} vectors are missing`,
        'Run `npm run reindex`; a running bot catches up by itself.',
      ),
    );
  }
  return findings;
}
