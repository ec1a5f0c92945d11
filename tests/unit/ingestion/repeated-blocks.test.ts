import { describe, expect, test } from '@jest/globals';
import { blocksOf, countRepetition, withoutRepeated } from '../../../src/ingestion/repeated-blocks.ts';
import { articleOf } from '../../support/collection.ts';

const page = (number: number, ...paragraphs: string[]) => ({
  articleId: String(number),
  blocks: blocksOf({ title: `Title ${String(number)}`, text: paragraphs.join('\n\n') }),
});
const own = (number: number) =>
  `Paragraph ${String(number)} is told by nobody else, and it is long enough to be an article on its own for this test.`;
const pages = (count: number, holders: number, block: string) =>
  Array.from({ length: count }, (_, n) => (n < holders ? page(n, own(n), block) : page(n, own(n))));
const keeps = (repetition: ReturnType<typeof countRepetition>, block: string) =>
  withoutRepeated(articleOf({ text: `${own(1)} ${own(2)} ${own(3)}\n\n${block}` }), repetition).text.includes(
    block,
  );

const HEADLINE = 'Storm tide tears the roof off the fish market';
const BACKGROUND = `${HEADLINE}, and what had happened before it is told again here: ${'the same words, '.repeat(12)}and so on.`;
const INGREDIENT = 'a pinch of salt';

describe('a block is furniture', () => {
  test('as a headline on three pages and a tenth of them', () => {
    expect(keeps(countRepetition(pages(2, 2, HEADLINE)), HEADLINE)).toBe(true);
    expect(keeps(countRepetition(pages(20, 3, HEADLINE)), HEADLINE)).toBe(false);
    expect(keeps(countRepetition(pages(50, 3, HEADLINE)), HEADLINE)).toBe(true);
  });

  test.each([
    ['background', BACKGROUND],
    ['an ingredient', INGREDIENT],
  ])('as %s only where it stands on two pages of five', (_name, block) => {
    expect(keeps(countRepetition(pages(20, 5, block)), block)).toBe(true);
    expect(keeps(countRepetition(pages(20, 8, block)), block)).toBe(false);
  });

  test('whatever its case and spacing', () => {
    const repetition = countRepetition(pages(5, 5, HEADLINE));
    expect(keeps(repetition, HEADLINE.toUpperCase().replace(/ /g, '  '))).toBe(false);
  });
});
