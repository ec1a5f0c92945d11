import { describe, expect, test } from '@jest/globals';
import { chooseParagraphs } from '../../../src/extraction/choose-paragraphs.ts';
import type { Paragraph } from '../../../src/extraction/html-text.ts';

const paragraph = (text: string, block = 'p', linked = 0): Paragraph => ({ text, block, linked });
const HEADING = paragraph('The ferry stays', 'h1');
const LEAD = paragraph(
  'The council of Harbour keeps its night ferry for another three years. What that costs, who pays for it, and why the bakers were heard first.',
  'h2',
);
const TEXT = ['first', 'second', 'third'].map((which) =>
  paragraph(
    `This is the ${which} paragraph of the article, in which the treasurer says what the ferry costs and who has to pay for it in the end.`,
  ),
);
const [first, , third] = TEXT;
if (first === undefined || third === undefined) throw new Error('no text');
const textsOf = (paragraphs: readonly Paragraph[]) => paragraphs.map(({ text }) => text);

describe('beside what Readability kept, an article has', () => {
  test('prose that was dropped between two paragraphs, and no links', () => {
    const link = paragraph(
      'Read on about the ferry and its bakers, who cross the river before dawn.',
      'p',
      70,
    );
    const page = [HEADING, first, link, ...TEXT.slice(1)];
    expect(textsOf(chooseParagraphs([first, third], page, []))).toEqual(textsOf(TEXT));
  });

  test('the lead above it, where it is what the page says of itself', () => {
    const page = [HEADING, LEAD, paragraph('4 May 2021'), ...TEXT];
    const description = `${LEAD.text.slice(0, 60)} …`;
    expect(textsOf(chooseParagraphs(TEXT, page, [description]))).toEqual(textsOf([LEAD, ...TEXT]));
    expect(textsOf(chooseParagraphs(TEXT, page, ['Another text of some length.']))).toEqual(textsOf(TEXT));
  });

  test('no subtitle, which says again what the headline says', () => {
    const subtitle = paragraph('Harbour’s night ferry sails for three more years', 'h2');
    expect(textsOf(chooseParagraphs(TEXT, [HEADING, subtitle, ...TEXT], [subtitle.text]))).toEqual(
      textsOf(TEXT),
    );
  });
});

test('where a teaser was kept of a page of prose, all prose is the article', () => {
  const many = Array.from({ length: 9 }, () => TEXT).flat();
  expect(chooseParagraphs([first], [HEADING, ...many], [])).toEqual(many);
});
