import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { BusyError, UserError } from '../../../src/errors.ts';
import { builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import { digestOf, fingerprintOf } from '../../../src/search-index/fingerprint.ts';
import type { Generation } from '../../../src/search-index/generation.ts';
import { Generations } from '../../../src/search-index/generations.ts';
import { afterThisTest, temporaryFolder, topicEmbedder } from '../../support/collection.ts';

const builtin = fingerprintOf(builtinEmbedder.identity);
const other = fingerprintOf(topicEmbedder('test:other', []).identity);

let folder: string;
let generations: Generations;

beforeEach(() => {
  folder = temporaryFolder();
  generations = new Generations(folder);
  const lock = generations.lock(0);
  afterThisTest(() => lock.release());
});

const opened = (generation: Generation | null): Generation => {
  if (generation === null) throw new Error('there is no generation');
  afterThisTest(() => generation.close());
  return generation;
};
const start = (fingerprint = builtin, fresh = false): Generation =>
  opened(generations.startNext(fingerprint, fresh));
const nameOf = (generation: Generation): string => basename(generation.directory);
const onDisk = (): string[] => readdirSync(join(folder, 'generations')).sort();
const pointerPath = (): string => join(folder, 'current.json');

/** Builds and swaps in a generation, and returns its name. */
function publish(fingerprint = builtin): string {
  const generation = start(fingerprint, true);
  generations.swapTo(generation);
  return nameOf(generation);
}

describe('generations', () => {
  test('there is none at first', () => {
    expect(generations.currentName()).toBeNull();
    expect(generations.openCurrent()).toBeNull();
  });

  test('one becomes the current one when it is swapped in, not before', () => {
    const generation = start();
    expect(generations.currentName()).toBeNull();
    generations.swapTo(generation);
    expect(generations.currentName()).toBe(nameOf(generation));
    expect(opened(generations.openCurrent()).fingerprint).toEqual(builtin);
  });

  test('are named by what built them and a number', () => {
    expect(publish()).toBe(`${digestOf(builtin)}-1`);
    expect(publish(other)).toBe(`${digestOf(other)}-2`);
    expect(publish()).toBe(`${digestOf(builtin)}-3`);
  });

  test('the one before is kept, older ones are deleted', () => {
    const names = [publish(), publish(), publish()];
    expect(onDisk()).toEqual(names.slice(1));
    expect(generations.currentName()).toBe(names[2]);
  });

  test('swapping in the current one again keeps the one before', () => {
    const names = [publish(), publish()];
    generations.swapTo(opened(generations.openCurrent()));
    expect(onDisk()).toEqual(names);
    generations.rollback(null).close();
    expect(generations.currentName()).toBe(names[0]);
  });
});

describe('the next generation', () => {
  test('goes on with what an earlier run of the same fingerprint left unfinished', () => {
    const current = publish();
    const unfinished = start();
    unfinished.apply([], { number: 9, articleId: 'a' });
    unfinished.close();
    const next = start();
    expect(nameOf(next)).toBe(nameOf(unfinished));
    expect(next.applied()).toBe(9);
    expect(generations.currentName()).toBe(current);
  });

  test('starts from nothing where it shall be fresh, and the unfinished one is deleted', () => {
    const unfinished = start();
    unfinished.apply([], { number: 9, articleId: 'a' });
    unfinished.close();
    const next = start(builtin, true);
    expect(next.applied()).toBe(0);
    expect(onDisk()).toEqual([nameOf(next)]);
  });

  test('never goes on with another fingerprint or with a damaged one', () => {
    start(other).close();
    mkdirSync(join(folder, 'generations', `${digestOf(builtin)}-7`));
    writeFileSync(join(folder, 'generations', `${digestOf(builtin)}-7`, 'index.sqlite'), 'no database');
    const next = start();
    expect(next.applied()).toBe(0);
    expect(onDisk()).toEqual([nameOf(next)]);
  });

  test('never touches the current one and the one before', () => {
    const names = [publish(), publish()];
    start(builtin, true);
    start(other);
    expect(onDisk()).toEqual(expect.arrayContaining(names));
  });

  test('regression: after the current one was discarded it has another name, so that nobody takes it for the old one', () => {
    const name = publish();
    generations.discardCurrent();
    expect(generations.openCurrent()).toBeNull();
    const next = start(builtin, true);
    expect(nameOf(next)).not.toBe(name);
    expect(generations.openCurrent()).toBeNull();
  });

  test('what is discarded is not kept for a rollback', () => {
    const sound = publish();
    publish();
    generations.discardCurrent();
    publish();
    generations.rollback(null).close();
    expect(generations.currentName()).toBe(sound);
  });
});

describe('rolling back', () => {
  test('returns to the one before, and forth again', () => {
    const names = [publish(), publish()];
    generations.rollback('builtin').close();
    expect(generations.currentName()).toBe(names[0]);
    generations.rollback('builtin').close();
    expect(generations.currentName()).toBe(names[1]);
  });

  test('is refused in a sentence where there is none, or none on disk', () => {
    expect(() => generations.rollback(null)).toThrow(UserError);
    const names = [publish(), publish()];
    rmSync(join(folder, 'generations', names[0]!), { recursive: true });
    expect(() => generations.rollback(null)).toThrow('There is no previous index to return to.');
    expect(generations.currentName()).toBe(names[1]);
  });

  test('is refused where another embedder built it, and the setting that helps is named', () => {
    publish(other);
    const current = publish();
    expect(() => generations.rollback('builtin')).toThrow(
      'The previous index was built with EMBEDDER=test:other, and now it is builtin. Set EMBEDDER=test:other to return to it.',
    );
    expect(generations.currentName()).toBe(current);
  });
});

describe('the pointer', () => {
  test.each([
    ['no JSON', '{"current":'],
    ['nothing', ''],
    ['another kind of JSON', '[1, 2]'],
    ['null', 'null'],
    ['no name', '{"current":7}'],
    ['a path upwards', '{"current":"../../elsewhere"}'],
    ['an absolute path', '{"current":"/etc"}'],
    ['a name with a path in it', '{"current":"0123456789ab-1/../x"}'],
    ['a name with a line break', JSON.stringify({ current: '0123456789ab-1\n' })],
  ])('with %s in it is the same as none', (_what, content) => {
    publish();
    writeFileSync(pointerPath(), content);
    expect(generations.currentName()).toBeNull();
    expect(generations.openCurrent()).toBeNull();
  });

  test('never leads a deletion out of the folder', () => {
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    publish();
    writeFileSync(pointerPath(), JSON.stringify({ current: '../outside', previous: '../outside' }));
    generations.discardCurrent();
    publish();
    expect(existsSync(outside)).toBe(true);
  });

  test('that names a previous generation by a path has none', () => {
    const current = publish();
    writeFileSync(pointerPath(), JSON.stringify({ current, previous: '../outside' }));
    expect(() => generations.rollback(null)).toThrow('There is no previous index');
  });

  test('is moved by rename: nothing else is left in the folder', () => {
    const current = publish();
    expect(JSON.parse(readFileSync(pointerPath(), 'utf8'))).toEqual({ current, previous: null });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('the lock', () => {
  test('is held by one at a time', () => {
    // Taken before each test.
    expect(() => generations.lock(0)).toThrow(BusyError);
    expect(() => generations.lock(0)).toThrow('Another process is writing the index');
    expect(() => generations.lock(0)).toThrow(folder);
  });

  test('in a folder that cannot be made is refused with its name', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => new Generations(join(folder, 'file', 'index')).lock(0)).toThrow(
      join(folder, 'file', 'index'),
    );
  });
});
