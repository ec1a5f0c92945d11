import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
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
  .option('--dir <folder>', 'documents to read; default: one of each format, made in a usual size')
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
  /** By the processor time of the process that reads, which is steady on a busy machine; null where the system does not tell. */
  readonly documentsPerCpuSecond: number | null;
  /** Null where the format is read in the process that asks, or the system does not tell. */
  readonly peakBytes: number | null;
}

async function benchmark({ config, signal }: CommandContext): Promise<Measured> {
  const options = command.opts<Options>();
  const seconds = Number(options.seconds);
  if (!(seconds > 0)) throw new UsageError('--seconds takes a number above 0.');
  const documents =
    options.dir === undefined ? await samples() : documentsIn(options.dir, config.maxDocumentMb);
  const all: Figures[] = [];
  for (const [format, ofFormat] of byFormat(documents)) {
    signal.throwIfAborted();
    all.push(await measure(format, ofFormat, seconds, signal));
  }
  return { figures: all, text: table(all) };
}

/** Documents made of the words of the sample articles. */
async function samples(): Promise<Document[]> {
  const { sampleDocuments } = await import('../../src/evaluation/documents/sample-documents.ts');
  const folder = fileURLToPath(new URL('../../data/articles', import.meta.url));
  const found = walkFolder(folder, folder);
  const texts = (found.ok ? found.entries : [])
    .filter(({ path }) => path.endsWith('.md'))
    .map(({ path }) => readFileSync(path, 'utf8').replace(/^---[^]*?\n---\n/, ''));
  if (texts.length === 0)
    throw new UsageError(`${folder} holds no sample articles. Give documents with --dir.`);
  return sampleDocuments(texts);
}

function documentsIn(folder: string, maxDocumentMb: number): Document[] {
  const found = walkFolder(folder, folder);
  if (!found.ok) throw new UsageError(`${folder} does not exist.`);
  const documents: Document[] = [];
  for (const entry of found.entries) {
    const format = formatOf(entry.path);
    if (entry.kind !== 'file' || format === undefined) continue;
    const unpacked = unpackGzip(readFileSync(entry.path), maxDocumentMb * 2 ** 20);
    if (!unpacked.ok) continue;
    documents.push({ name: entry.path.replace(/\.gz$/i, ''), bytes: unpacked.bytes });
  }
  if (documents.length === 0) throw new UsageError(`${folder} holds no document of a format that is read.`);
  return documents;
}

function byFormat(documents: readonly Document[]): ReadonlyMap<string, Document[]> {
  const groups = new Map<string, Document[]>();
  for (const document of documents) {
    const format = formatOf(document.name)?.name ?? '';
    groups.set(format, [...(groups.get(format) ?? []), document]);
  }
  return groups;
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
    const cpuStarted = cpuSecondsOf(parser.pid);
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
    const cpuEnded = cpuSecondsOf(parser.pid);
    return {
      format,
      documents: documents.length,
      documentsPerSecond: read / elapsed,
      megabytesPerSecond: bytes / elapsed / 1e6,
      documentsPerCpuSecond:
        cpuStarted === null || cpuEnded === null ? null : read / Math.max(cpuEnded - cpuStarted, 0.01),
      peakBytes: peakOf(parser.pid),
    };
  } finally {
    await parser.close();
  }
}

/** Processor time that a process has had, in seconds; of this process where there is no other. */
function cpuSecondsOf(pid: number | undefined): number | null {
  if (pid === undefined) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
  try {
    // The name in brackets may hold spaces; the 12th and 13th fields behind it are hundredths of a second.
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    // Other systems have no such file.
    return null;
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
  const rows = all.map((figures) => {
    const { format, documents, documentsPerSecond, documentsPerCpuSecond, megabytesPerSecond, peakBytes } =
      figures;
    return [
      format,
      String(documents),
      documentsPerSecond.toFixed(1),
      documentsPerCpuSecond?.toFixed(1) ?? '–',
      megabytesPerSecond.toFixed(1),
      peakBytes === null ? 'in this process' : `${(peakBytes / 2 ** 20).toFixed(0)} MiB`,
    ].join(' | ');
  });
  return [
    '| format | documents | read per second | per second of processor time | MB per second | peak memory |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

export const extraction: Subject = { command, run: benchmark };
