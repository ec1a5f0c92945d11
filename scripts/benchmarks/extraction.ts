import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { UsageError } from '../../src/errors.ts';
import { BoundedParser } from '../../src/extraction/bounded-parser.ts';
import { formatOf } from '../../src/extraction/formats.ts';
import { unpackGzip } from '../../src/extraction/gzip.ts';
import { walkFolder } from '../../src/sources/folder.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';

/**
 * Reads the articles of a folder again and again, format by format, each in a process of its own, as a reindex does:
 * documents per second, and the most memory that the process held.
 */

const command = new Command('extraction')
  .description(
    'Measure how fast articles are read out of documents, and in how much memory, format by format.',
  )
  .option('--dir <folder>', 'documents to read; default: the folder articles in DATA_DIR')
  .option('--seconds <number>', 'how long each format is measured', '3');

interface Options {
  readonly dir?: string;
  readonly seconds: string;
}

interface Document {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Figures {
  readonly format: string;
  readonly documents: number;
  readonly documentsPerSecond: number;
  readonly megabytesPerSecond: number;
  /** Null where the format is read in the process that asks, or the system does not tell. */
  readonly peakBytes: number | null;
}

async function benchmark({ config, signal }: CommandContext): Promise<Measured> {
  const options = command.opts<Options>();
  const seconds = Number(options.seconds);
  if (!(seconds > 0)) throw new UsageError('--seconds takes a number above 0.');
  const folder = options.dir ?? `${config.dataDir}/articles`;
  const all: Figures[] = [];
  for (const [format, documents] of documentsIn(folder, config.maxDocumentMb)) {
    signal.throwIfAborted();
    all.push(await measure(format, documents, seconds, signal));
  }
  return { figures: all, text: table(all) };
}

function documentsIn(folder: string, maxDocumentMb: number): ReadonlyMap<string, Document[]> {
  const found = walkFolder(folder, folder);
  if (!found.ok) throw new UsageError(`${folder} does not exist.`);
  const byFormat = new Map<string, Document[]>();
  for (const entry of found.entries) {
    const format = formatOf(entry.path);
    if (entry.kind !== 'file' || format === undefined) continue;
    const unpacked = unpackGzip(readFileSync(entry.path), maxDocumentMb * 2 ** 20);
    if (!unpacked.ok) continue;
    const document = { name: entry.path.replace(/\.gz$/i, ''), bytes: unpacked.bytes };
    byFormat.set(format.name, [...(byFormat.get(format.name) ?? []), document]);
  }
  if (byFormat.size === 0) throw new UsageError(`${folder} holds no document of a format that is read.`);
  return byFormat;
}

async function measure(
  format: string,
  documents: readonly Document[],
  seconds: number,
  signal: AbortSignal,
): Promise<Figures> {
  const parser = new BoundedParser();
  try {
    // The first document starts the process and loads the parser, which is not what is measured.
    for (const document of documents.slice(0, 1)) await parser.extract(document, signal);
    const started = performance.now();
    let read = 0;
    let bytes = 0;
    while (performance.now() - started < seconds * 1000) {
      const document = documents[read % documents.length];
      if (document === undefined) break;
      await parser.extract(document, signal);
      read++;
      bytes += document.bytes.length;
      // What is read here never waits by itself.
      if (read % 50 === 0) await delay(0);
    }
    const elapsed = (performance.now() - started) / 1000;
    return {
      format,
      documents: documents.length,
      documentsPerSecond: read / elapsed,
      megabytesPerSecond: bytes / elapsed / 1e6,
      peakBytes: peakOf(parser.pid),
    };
  } finally {
    await parser.close();
  }
}

/** The most memory that a process held; Linux keeps count of it. */
function peakOf(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
    return peak === undefined ? null : Number(peak) * 1024;
  } catch {
    // Other systems have no such file.
    return null;
  }
}

function table(all: readonly Figures[]): string {
  const rows = all.map(({ format, documents, documentsPerSecond, megabytesPerSecond, peakBytes }) =>
    [
      format,
      String(documents),
      documentsPerSecond.toFixed(0),
      megabytesPerSecond.toFixed(1),
      peakBytes === null ? 'in this process' : `${(peakBytes / 2 ** 20).toFixed(0)} MiB`,
    ].join(' | '),
  );
  return [
    '| format | documents | read per second | MB per second | peak memory |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

export const extraction: Subject = { command, run: benchmark };
