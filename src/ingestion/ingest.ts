import { setImmediate } from 'node:timers/promises';
import { UsageError } from '../errors.ts';
import { BoundedParser } from '../extraction/bounded-parser.ts';
import { type Rejected, rejected } from '../extraction/extract.ts';
import type { Library } from '../library/library.ts';
import type { RejectedDocument } from '../library/quarantine.ts';
import { disk, type FileSystem, isGone } from '../sources/file-system.ts';
import { type FoundEntry, walkFolder } from '../sources/folder.ts';
import { fileOf, locatorOf, pathOf, recordLocator } from '../sources/locator.ts';
import { hashOfDraft } from './draft-hash.ts';
import { HostRepetition } from './host-repetition.ts';
import { type FileReading, readArticleFile, type ReadFile, type ReadOptions } from './read-file.ts';
import type { IngestProgress, IngestReport, Rejection } from './report.ts';

export interface IngestOptions {
  readonly dataDir: string;
  readonly maxDocumentMb: number;
  /** Stops between two files; what was read until then is stored. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Called after each transaction, when what was read is in the library. */
  readonly onStored?: () => void;
  readonly files?: FileSystem;
  /** Reads the documents, and is closed at the end. */
  readonly parser?: Pick<BoundedParser, 'extract' | 'close'>;
}

/** Files stored in one transaction: enough to spare the disk, few enough to lose little when the process dies. */
const BATCH = 50;
/** Characters of text after which a batch is stored early, which bounds memory. */
const BATCH_CHARACTERS = 5_000_000;

/**
 * Brings the library in step with the files below some paths: stores what is new or changed, removes what is gone. What becomes
 * no article goes to quarantine, and keeps the article it had. Take the library's lock first.
 * @throws UsageError where a path does not exist (before anything is touched), StorageError where the library cannot
 * be written (what was stored before is kept), the signal's reason where it was aborted
 */
export async function ingest(
  library: Library,
  roots: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const started = performance.now();
  const { files = disk, parser = new BoundedParser() } = options;
  const seen = new Set<string>();
  const entries = roots.flatMap((root) => walk(root, options.dataDir, seen, files));
  const run = new Run(library, {
    dataDir: options.dataDir,
    files,
    maxDocumentMb: options.maxDocumentMb,
    extract: (document) => parser.extract(document, options.signal),
  });

  let batch: Taken[] = [];
  const store = () => {
    library.transaction(() => {
      for (const taken of batch) run.store(taken);
    });
    batch = [];
    options.onStored?.();
  };
  let ahead: Promise<Taken> | undefined;
  /** The next file is read, perhaps in the parser's process, while the ones before are stored. */
  const readAhead = (entry: FoundEntry | undefined) => {
    ahead = entry === undefined || options.signal?.aborted ? undefined : run.read(entry);
    // Whatever fails is thrown where it is waited for; until then it is not unhandled.
    ahead?.catch(() => undefined);
  };
  try {
    readAhead(entries[0]);
    for (let index = 0; ahead !== undefined; index++) {
      if (options.signal?.aborted) break;
      batch.push(await ahead);
      readAhead(entries[index + 1]);
      if (batch.length >= BATCH || weightOf(batch) > BATCH_CHARACTERS) store();
      options.onProgress?.({ done: index + 1, total: entries.length, unit: 'files' });
      // Lets signals, timers and a progress bar have their turn.
      await setImmediate();
    }
  } finally {
    // What was read is kept, also where the run was interrupted in the middle of a document.
    try {
      store();
    } finally {
      // A process that is just being started would not be known to be closed.
      await Promise.allSettled([ahead]);
      await parser.close();
    }
  }
  options.signal?.throwIfAborted();
  library.transaction(() => {
    for (const root of roots) run.removeGone(locatorOf(root, options.dataDir), seen);
  });
  await run.correctRepetition(options.signal);
  return run.report((performance.now() - started) / 1000);
}

function walk(root: string, dataDir: string, seen: Set<string>, files: FileSystem): FoundEntry[] {
  const found = walkFolder(root, dataDir, seen, files);
  if (!found.ok) throw new UsageError(`${root} does not exist. Nothing was changed.`);
  return found.entries;
}

/** What became of one file that was found. */
interface Taken {
  readonly locator: string;
  readonly reading: FileReading;
}

function weightOf(batch: readonly Taken[]): number {
  const drafts = batch.flatMap(({ reading }) => (reading.kind === 'read' ? reading.records : []));
  return drafts.reduce((sum, { outcome }) => sum + (outcome.ok ? outcome.draft.text.length : 0), 0);
}

interface RunOptions extends ReadOptions {
  readonly dataDir: string;
}

/** One run over the files: what it counts, and the verbs for what it finds. */
class Run {
  readonly #library: Library;
  readonly #options: RunOptions;
  readonly #counts = { added: 0, changed: 0, unchanged: 0, removed: 0, corrected: 0 };
  readonly #rejected: Rejection[] = [];
  readonly #repetition: HostRepetition;
  /** Files, and what cannot be read: articles at or below these are not looked for any more. */
  readonly #settled = new Set<string>();

  constructor(library: Library, options: RunOptions) {
    this.#library = library;
    this.#options = options;
    this.#repetition = new HostRepetition(library);
  }

  /** Reads one file; writes nothing. */
  async read(entry: FoundEntry): Promise<Taken> {
    const { locator } = entry;
    if (entry.kind === 'unreadable') {
      return { locator, reading: { kind: 'rejected', rejection: rejected(entry.reason, 'no-access') } };
    }
    const before = this.#library.readingOf(locator);
    // Articles that somebody removed since the last reading come back with the next one.
    const knownHash = before?.articles === this.#library.known(locator).size ? before.hash : null;
    return { locator, reading: await readArticleFile(entry.path, knownHash, this.#options) };
  }

  /** Stores what was read of one file. */
  store({ locator, reading }: Taken): void {
    if (reading.kind === 'gone') return;
    this.#settled.add(locator);
    if (reading.kind === 'unchanged') {
      this.#counts.unchanged += this.#library.known(locator).size;
      for (const { kind, reason } of this.#library.quarantine.ofFile(locator)) {
        this.#rejected.push({ locator, kind, reason });
      }
    }
    if (reading.kind === 'read') this.#storeRecords(locator, reading);
    if (reading.kind === 'rejected') {
      const rejected = toRejected(locator, null, reading.rejection, null);
      this.#quarantine(rejected);
      this.#library.quarantine.clear(locator, [rejected]);
      this.#library.noteReading(locator, null);
    }
  }

  #storeRecords(file: string, { hash, bytesHash, records }: ReadFile): void {
    const kept = new Set<string>();
    const rejections: RejectedDocument[] = [];
    let allTold = true;
    for (const { key, outcome } of records) {
      const locator = key === null ? file : recordLocator(file, key);
      kept.add(locator);
      const rejected = outcome.ok ? null : toRejected(file, key, outcome, bytesHash);
      if (rejected !== null) rejections.push(rejected);
      const accepted = rejected !== null && this.#library.quarantine.isAccepted(rejected);
      const draft = outcome.ok || accepted ? outcome.draft : null;
      if (draft !== null) {
        const article = this.#repetition.apply(locator, draft);
        this.#counts[this.#library.store(locator, hashOfDraft(article), article)]++;
      } else if (rejected !== null) {
        this.#quarantine(rejected);
        if (key === null) allTold = false;
      }
    }
    this.#library.quarantine.clear(file, rejections);
    // A line that cannot be read may be any of those that are missing now: then all of them are kept.
    if (allTold)
      for (const [locator, { id }] of this.#library.known(file)) if (!kept.has(locator)) this.#remove(id);
    // What was here before and is kept counts as well.
    this.#library.noteReading(file, { hash, articles: this.#library.known(file).size });
  }

  #quarantine(rejected: RejectedDocument): void {
    this.#rejected.push({ locator: rejected.file, kind: rejected.kind, reason: rejected.reason });
    this.#library.quarantine.put(rejected);
  }

  /** Removes the articles below a root whose files are gone; whatever cannot be told keeps its article. */
  removeGone(root: string, seen: ReadonlySet<string>): void {
    for (const [locator, { id }] of this.#library.known(root)) {
      const file = fileOf(locator);
      if (this.#isSettled(file) || !this.#isGone(pathOf(file, this.#options.dataDir), seen)) continue;
      this.#remove(id);
      this.#library.noteReading(file, null);
    }
    for (const file of this.#library.quarantine.files()) {
      if (!isBelow(file, root) || this.#isSettled(file)) continue;
      // Not a file, and not refused by this run: gone, or a folder that could not be opened and can be now.
      if (!this.#isGone(pathOf(file, this.#options.dataDir), seen)) continue;
      this.#library.quarantine.clear(file);
      this.#library.noteReading(file, null);
    }
  }

  /** Takes out of the articles of each host what turned out to repeat on its pages. */
  async correctRepetition(signal: AbortSignal | undefined): Promise<void> {
    for (const host of this.#library.pageBlocks.unsettled()) {
      signal?.throwIfAborted();
      this.#counts.corrected += this.#repetition.correct(host);
      await setImmediate();
    }
  }

  report(seconds: number): IngestReport {
    return { ...this.#counts, rejected: this.#rejected, articles: this.#library.articleCount(), seconds };
  }

  #remove(id: string): void {
    this.#repetition.forget(id);
    if (this.#library.remove(id)) this.#counts.removed++;
  }

  #isSettled(locator: string): boolean {
    for (let end = locator.length; end > 0; end = locator.lastIndexOf('/', end - 1)) {
      if (this.#settled.has(locator.slice(0, end))) return true;
    }
    return false;
  }

  #isGone(path: string, seen: ReadonlySet<string>): boolean {
    try {
      // Still a file, but found under another name by this run: it would be there twice.
      return !this.#options.files.stat(path).isFile || seen.has(this.#options.files.real(path));
    } catch (error) {
      return isGone(error);
    }
  }
}

function isBelow(locator: string, root: string): boolean {
  if (root === '.') return !/^(?:\/|[A-Za-z]:\/)/.test(locator);
  return locator === root || locator.startsWith(root.endsWith('/') ? root : `${root}/`);
}

function toRejected(
  file: string,
  key: string | null,
  { kind, reason, draft }: Rejected,
  bytesHash: string | null,
): RejectedDocument {
  return { file, key, kind, reason, draft, bytesHash };
}
