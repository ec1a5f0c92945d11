import { describe, expect, test } from '@jest/globals';
import type { Frequencies } from '../../../src/search-index/frequencies.ts';
import { FREQUENCY_SLOTS, FrequencyTable } from '../../../src/search-index/frequency-table.ts';
import { seededRandom } from '../../../src/evaluation/statistics.ts';
import { hash32 } from '../../../src/text/hash.ts';
import { Collection, emptyGeneration } from '../../support/collection.ts';
import { builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import { follow } from '../../../src/search-index/follow.ts';

/** The slots of one passage. */
const of = (...slots: number[]): Uint32Array[] => [Uint32Array.from(slots)];

describe('a frequency table', () => {
  const slots = [0, 1, 4095, 4096, FREQUENCY_SLOTS - 1];
  const countsIn = (table: FrequencyTable): number[] => slots.map((slot) => table.count(slot));

  test('counts a slot once a passage, however often it is in it', () => {
    const table = new FrequencyTable();
    table.add(of(7, 7, 7), 1);
    table.add(of(7), 1);
    expect(table.count(7)).toBe(2);
  });

  test('gives back what was stored, as chunks of counters', () => {
    const table = new FrequencyTable();
    table.add(of(0, 4095, 4096, FREQUENCY_SLOTS - 1), 1);
    table.add(of(4096), 1);
    table.takeChanges();
    const stored = table.chunks();
    expect(stored.map(({ chunk }) => chunk)).toEqual([0, 1, 255]);
    const loaded = new FrequencyTable();
    for (const { chunk, bytes } of stored) loaded.load(chunk, bytes);
    expect(countsIn(loaded)).toEqual([1, 0, 1, 2, 1]);
  });

  test('gives back what was stored, as the changes of one commit after the other', () => {
    const random = seededRandom(4);
    const table = new FrequencyTable();
    const followed = new FrequencyTable();
    const passages: number[][] = [];
    for (let commit = 0; commit < 20; commit++) {
      for (let count = 0; count < 10; count++) {
        const passage = Array.from({ length: 20 }, () => slots[Math.floor(random() * slots.length)]!);
        passages.push(passage);
        table.add(of(...passage), 1);
        if (random() < 0.7)
          table.add(of(...passages.splice(Math.floor(random() * passages.length), 1)[0]!), -1);
      }
      followed.applyChanges(table.takeChanges());
      expect(countsIn(followed)).toEqual(countsIn(table));
    }
    expect(table.count(4096)).toBe(passages.filter((passage) => passage.includes(4096)).length);
  });

  test('tells no change twice', () => {
    const table = new FrequencyTable();
    table.add(of(5), 1);
    table.takeChanges();
    expect([...table.takeChanges()]).toEqual([0]);
  });

  test('never counts below nothing', () => {
    const table = new FrequencyTable();
    table.add(of(5), -1);
    expect(table.count(5)).toBe(0);
  });
});

/** Everything that a collection's counts say. */
function countsOf(frequencies: Frequencies): unknown {
  const stems = new Map<number, number>();
  const grams = new Map<number, number>();
  for (let slot = 0; slot < FREQUENCY_SLOTS; slot++) {
    if (frequencies.ofStem(slot) > 0) stems.set(slot, frequencies.ofStem(slot));
    if (frequencies.ofGram(slot) > 0) grams.set(slot, frequencies.ofGram(slot));
  }
  return { size: { ...frequencies.size }, stems, grams };
}

describe("a collection's counts", () => {
  test('say in how many passages a stem occurs, not how often', async () => {
    const collection = new Collection({
      'a.md': { title: '', outlet: null, publishedAt: null, text: 'Llama, llama and again Llama.' },
      'b.md': { title: '', outlet: null, publishedAt: null, text: 'One more llama here.' },
    });
    const frequencies = (await collection.generation()).frequencies();
    expect(frequencies.ofStem(hash32('llama'))).toBe(2);
    expect(frequencies.size).toMatchObject({ passages: 2, stems: 9 });
  });

  test('equal those of a fresh build after articles were replaced, removed and brought back', async () => {
    const long = (topic: string): string => `${topic} is told at length here. `.repeat(90);
    const collection = new Collection({
      'a.md': { text: long('Llama') },
      'b.md': { text: long('Gemma') },
      'c.md': { text: 'Mistral is from Paris.' },
    });
    const generation = await collection.generation();
    const { embeddings } = builtinEmbedder;
    collection.put('a.md', { text: 'Llama is told in short.' });
    collection.remove('b.md');
    await follow(collection.library, generation, embeddings);
    collection.put('b.md', { text: long('Gemma again'), language: 'de' });
    collection.put('d.md', { text: long('PyTorch') });
    collection.remove('c.md');
    await follow(collection.library, generation, embeddings);

    const fresh = await collection.generation();
    expect(countsOf(generation.frequencies())).toEqual(countsOf(fresh.frequencies()));
  });

  test('are all zero when every article is gone', async () => {
    const collection = new Collection({ 'a.md': { text: 'Llama is told here.' } });
    const generation = await collection.generation();
    collection.remove('a.md');
    await follow(collection.library, generation, builtinEmbedder.embeddings);
    expect(countsOf(generation.frequencies())).toEqual(countsOf(emptyGeneration().frequencies()));
  });
});
