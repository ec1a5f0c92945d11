import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../errors.ts';
import type { ExtractedRecord, RawDocument } from './extract.ts';
import { extractArticles } from './extract-articles.ts';
import { MOST_MEMORY_BYTES, OUT_OF_MEMORY } from './parser-limits.ts';

/**
 * The process that parses: one document after the other, as the parent sends them. It does not outlive its parent, and
 * ends itself when it holds too much memory. The time is kept by the parent.
 */

export type ParserReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'records'; readonly records: ExtractedRecord[] }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * V8's own limit knows the heap alone, and a parser's buffers lie outside of it. A thread of its own looks at the whole, because
 * the main thread may be deep in a document.
 */
const WATCHDOG = `
  const { writeSync } = require('node:fs');
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    if (process.memoryUsage.rss() < workerData.most) return;
    writeSync(2, workerData.verdict);
    process.kill(process.pid, 'SIGKILL');
  }, 50);
`;

function reply(message: ParserReply): void {
  process.send?.(message);
}

async function parse(document: RawDocument): Promise<void> {
  try {
    reply({ kind: 'records', records: await extractArticles(document) });
  } catch (error) {
    reply({ kind: 'failed', message: messageOf(error) });
  }
}

process.on('message', (document: RawDocument) => {
  void parse(document);
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group. The parent decides what it means.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// A parser may reject a promise that nobody holds any more; the document's own outcome is what counts.
process.on('unhandledRejection', (reason) => {
  writeSync(2, `${messageOf(reason)}\n`);
});
new Worker(WATCHDOG, {
  eval: true,
  workerData: { most: MOST_MEMORY_BYTES, verdict: `${OUT_OF_MEMORY}\n` },
}).unref();
reply({ kind: 'ready' });
