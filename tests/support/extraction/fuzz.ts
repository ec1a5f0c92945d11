import { readdirSync, readFileSync } from 'node:fs';
import { seededRandom } from '../../../src/evaluation/statistics.ts';
import type { BoundedParser } from '../../../src/extraction/bounded-parser.ts';
import type { ExtractedRecord } from '../../../src/extraction/extract.ts';
import { formatOf } from '../../../src/extraction/formats.ts';
import { BINARY_FIXTURES } from './binary-fixtures.ts';

/** Sound documents of every format, by file name. */
export function soundDocuments(): ReadonlyMap<string, Uint8Array> {
  const folder = new URL('../../fixtures/extraction/', import.meta.url);
  const names = readdirSync(folder);
  const texts = names
    .filter((name) => names.includes(`${name}.json`))
    .map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))] as const);
  return new Map([
    ...texts,
    ...Object.entries(BINARY_FIXTURES).map(([name, make]) => [name, make()] as const),
  ]);
}

const TOKENS = [
  '<div>',
  '</p>',
  '"',
  "'",
  '{',
  '[',
  ']',
  '\u0000',
  '\n',
  '---\n',
  '-'.repeat(99),
  '999999999',
  '../',
  '<<',
  'obj',
  '%',
  '&#x110000;',
  '\ufeff',
  '😀',
];

/** Damages a document as disks, networks and malice do: bits, pieces cut, doubled, moved, and marks of syntax put in. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let mutated = Buffer.from(bytes);
  const at = (): number => Math.floor(random() * mutated.length);
  for (let times = 1 + Math.floor(random() * 6); times > 0; times--) {
    const from = at();
    const to = Math.min(mutated.length, from + Math.floor(random() ** 3 * 400));
    const kind = Math.floor(random() * 6);
    if (kind === 0) mutated[from] = (mutated[from] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (kind === 1) mutated = Buffer.concat([mutated.subarray(0, from), mutated.subarray(to)]);
    else if (kind === 2) mutated = Buffer.concat([mutated.subarray(0, to), mutated.subarray(from)]);
    else if (kind === 3) mutated = mutated.subarray(0, Math.max(1, from));
    else if (kind === 4) mutated.fill(Math.floor(random() * 256), from, to);
    else {
      const token = Buffer.from(
        (TOKENS[Math.floor(random() * TOKENS.length)] ?? '').repeat(1 + Math.floor(random() ** 4 * 500)),
      );
      mutated = Buffer.concat([mutated.subarray(0, from), token, mutated.subarray(from)]);
    }
  }
  return mutated;
}

export interface FuzzResult {
  /** Documents read. */
  readonly read: number;
  /** Reasons that are no sentence, and outcomes that should not be. */
  readonly faults: readonly string[];
}

/** Reads mutated documents of a format, and a sound one after every few, as a run would. */
export async function fuzz(
  format: string,
  seeds: Iterable<number>,
  parser: Pick<BoundedParser, 'extract'>,
): Promise<FuzzResult> {
  const documents = [...soundDocuments()].filter(([name]) => formatOf(name)?.name === format);
  const faults: string[] = [];
  let read = 0;
  const expected = new Map<string, string>();
  for (const [name, bytes] of documents)
    expected.set(name, JSON.stringify(await parser.extract({ bytes, name })));
  for (const seed of seeds) {
    const random = seededRandom(seed);
    const [name = '', bytes = new Uint8Array()] = documents[seed % documents.length] ?? [];
    const records = await parser.extract({ bytes: mutate(bytes, random), name });
    read++;
    for (const fault of faultsIn(records)) faults.push(`${name}, seed ${String(seed)}: ${fault}`);
    if (seed % 20 === 0 && JSON.stringify(await parser.extract({ bytes, name })) !== expected.get(name)) {
      faults.push(`${name}, seed ${String(seed)}: the sound document after it was read otherwise`);
    }
  }
  return { read, faults };
}

/* eslint-disable no-control-regex -- they must not be there */
function faultsIn(records: readonly ExtractedRecord[]): string[] {
  if (records.length === 0) return ['neither an article nor a reason'];
  return records.flatMap(({ outcome }) => {
    if (outcome.ok)
      return /[\u0000-\u0008\u202a-\u202e]|\n{3}/.test(outcome.draft.text)
        ? ['a text that is not clean']
        : [];
    if (outcome.kind === 'broken' || outcome.kind === 'timed-out') return [outcome.reason];
    return /^(?:[a-z]+ \d+ )?(?:is|has|holds|cannot|repeats|looks|needs|unpacks|shows|asks|takes|[a-z]+s)\b/.test(
      outcome.reason,
    )
      ? []
      : [`no phrase: ${outcome.reason}`];
  });
}
