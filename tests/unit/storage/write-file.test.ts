import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { StorageError } from '../../../src/errors.ts';
import { writeFileAtomically } from '../../../src/storage/write-file.ts';
import { temporaryFolder } from '../../support/collection.ts';

describe('writing a file', () => {
  test('puts new content in place of old, and leaves nothing else in the folder', () => {
    const folder = temporaryFolder();
    writeFileAtomically(join(folder, 'a.json'), 'first, and longer');
    writeFileAtomically(join(folder, 'a.json'), 'second: ü');
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('second: ü');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  test('that fails leaves what was there, and nothing half-written', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.json'));
    writeFileSync(join(folder, 'a.json', 'inside'), 'kept');
    expect(() => writeFileAtomically(join(folder, 'a.json'), 'new')).toThrow();
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(readFileSync(join(folder, 'a.json', 'inside'), 'utf8')).toBe('kept');
  });

  test('where no file can be is a sentence that names it', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'a.json');
    expect(() => writeFileAtomically(path, 'new')).toThrow(StorageError);
    expect(() => writeFileAtomically(path, 'new')).toThrow(`${path} cannot be opened for writing.`);
  });
});
