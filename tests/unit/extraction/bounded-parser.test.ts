import { afterEach, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { BoundedParser } from '../../../src/extraction/bounded-parser.ts';
import { unpackGzip } from '../../../src/extraction/gzip.ts';
import { timeLimitMs } from '../../../src/extraction/parser-limits.ts';
import { formatOf } from '../../../src/extraction/formats.ts';

const BREAKING = new URL('../../support/extraction/breaking-parser.ts', import.meta.url);
const PROSE = 'The town of Harbour has switched off the tape robot that kept its land register since 1994. ';

let parser: BoundedParser | undefined;
afterEach(async () => {
  await parser?.close();
});

function brokenBy(limit: number): BoundedParser {
  parser = new BoundedParser({ script: BREAKING, heapMib: 64, timeLimitMs: () => limit });
  return parser;
}

function page(content: string): { bytes: Uint8Array; name: string } {
  return { bytes: new TextEncoder().encode(content), name: 'page.html' };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // ESRCH is the answer.
    return false;
  }
}

describe('what may break a parser is read in a process of its own', () => {
  test('a real page is, by one process for all pages; closing ends it', async () => {
    parser = new BoundedParser();
    const read = await parser.extract(page(`<article><h1>Tapes</h1><p>${PROSE.repeat(9)}</p></article>`));
    expect(read[0]?.outcome).toMatchObject({ ok: true });
    const pid = parser.pid ?? 0;
    await parser.extract(page(`<article><p>${PROSE.repeat(9)}</p></article>`));
    expect(parser.pid).toBe(pid);
    await parser.close();
    expect(isRunning(pid)).toBe(false);
  });

  test('plain text is not: no process is started for it', async () => {
    parser = new BoundedParser();
    const bytes = new TextEncoder().encode(`Title\n\n${PROSE}`);
    expect((await parser.extract({ bytes, name: 'a.txt' }))[0]?.outcome).toMatchObject({ ok: true });
    expect(parser.pid).toBeUndefined();
  });
});

describe('a document that breaks the process is an outcome', () => {
  test('of time, of the process itself, of memory; the next one is read by a new process', async () => {
    const breaking = brokenBy(2000);
    const pids = new Set<number>();
    const next = async (order: string): Promise<unknown> => {
      pids.add(Number((await breaking.extract(page('pid')))[0]?.key));
      return (await breaking.extract(page(order)))[0]?.outcome;
    };
    expect(await next('exit')).toMatchObject({
      kind: 'broken',
      reason: 'broke the program that reads HTML (exit code 7)',
    });
    expect(await next('memory')).toMatchObject({
      kind: 'too-complex',
      reason: 'needs more memory to read than a document may take',
    });
    expect(await next('hang')).toMatchObject({
      kind: 'timed-out',
      reason: 'took longer than 2 seconds to read',
    });
    expect(pids.size).toBe(3);
    for (const pid of pids) expect(isRunning(pid)).toBe(false);
  }, 60_000);

  test('an error that the process reports is one too, and the process goes on; an interrupt ends both', async () => {
    const breaking = brokenBy(20_000);
    const [before] = await breaking.extract(page('pid'));
    expect((await breaking.extract(page('fail')))[0]?.outcome).toMatchObject({ ok: false, kind: 'broken' });
    expect((await breaking.extract(page('pid')))[0]?.key).toBe(before?.key);
    await expect(breaking.extract(page('hang'), AbortSignal.timeout(50))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(isRunning(Number(before?.key))).toBe(false);
  });

  test('a process that cannot be started is told, not taken for a bad document', async () => {
    parser = new BoundedParser({ script: new URL('./absent.ts', import.meta.url) });
    await expect(parser.extract(page('x'))).rejects.toThrow(/could not be started/);
  });
});

test('one article has 8 seconds; a file of many has more, by its size', () => {
  expect(timeLimitMs(formatOf('a.html')!, 50 * 2 ** 20)).toBe(8000);
  expect(timeLimitMs(formatOf('a.jsonl')!, 50 * 2 ** 20)).toBe(108_000);
});

describe('gzip', () => {
  test('is told by the bytes, not by the name', () => {
    const packed = unpackGzip(gzipSync('text'), 1000);
    expect(packed.ok && new TextDecoder().decode(packed.bytes)).toBe('text');
    const plain = new TextEncoder().encode('text');
    expect(unpackGzip(plain, 1000)).toEqual({ ok: true, bytes: plain });
  });

  test('is not unpacked beyond the limit, and damage is told', () => {
    expect(unpackGzip(gzipSync(Buffer.alloc(50_000_000)), 2 ** 20)).toMatchObject({
      kind: 'too-big',
      reason: 'unpacks to more than MAX_DOCUMENT_MB allows (1)',
    });
    expect(unpackGzip(gzipSync('text').subarray(0, 15), 1000)).toMatchObject({
      reason: 'is packed by gzip and damaged',
    });
  });
});
