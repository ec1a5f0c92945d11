import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { BINARY_FIXTURES } from '../../support/extraction/binary-fixtures.ts';
import { extractArticles } from '../../../src/extraction/extract-articles.ts';
import { formatOf } from '../../../src/extraction/formats.ts';

const FOLDER = new URL('../../fixtures/extraction/', import.meta.url);

describe('a document gives exactly the articles that are written beside it', () => {
  const sources = readdirSync(FOLDER).filter((name) => readdirSync(FOLDER).includes(`${name}.json`));
  test.each(sources)('%s', async (name) => {
    const bytes = readFileSync(new URL(name, FOLDER));
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
    expect(await extractArticles({ bytes, name })).toEqual(expected);
  });
});

describe('a binary document gives exactly the articles that are written beside the others', () => {
  test.each(Object.entries(BINARY_FIXTURES))('%s', async (name, make) => {
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
    expect(await extractArticles({ bytes: make(), name })).toEqual(expected);
  });
});

test('formats are told by the extension, whatever its case; others are not guessed', () => {
  expect(formatOf('A.MD')?.name).toBe('Markdown');
  expect(formatOf('page.htm')?.name).toBe('HTML');
  expect(formatOf('report.pdf.GZ')?.name).toBe('PDF');
  expect(formatOf('report.ps')).toBeUndefined();
});
