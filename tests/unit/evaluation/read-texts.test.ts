import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readTexts } from '../../../src/evaluation/read-texts.ts';
import { temporaryFolder } from '../../support/collection.ts';

function written(name: string, content: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('texts to make collections from', () => {
  test('are the "text" of JSON lines, and the lines of other files without label and quotes', () => {
    const lines = written('a.jsonl', '{"_id":"1","text":"One; two."}\n\n{"text":"Drei."}\n');
    const labelled = written('b.csv', "Web;'Vier; fünf.'\nplain\n");
    expect(readTexts([lines, labelled])).toEqual(['One; two.', 'Drei.', 'Vier; fünf.', 'plain']);
  });

  test('a line without one is told with its number', () => {
    expect(() => readTexts([written('a.jsonl', '{"text":"One."}\n{"title":"Two"}\n')])).toThrow(
      /Line 2 of .*a\.jsonl has no "text"/,
    );
    expect(() => readTexts([written('a.jsonl', '{"text":\n')])).toThrow(/Line 1 of .* is not JSON/);
  });

  test('a file that is not there is told', () => {
    expect(() => readTexts([join(temporaryFolder(), 'none.jsonl')])).toThrow('cannot be read');
  });
});
