import { describe, expect, test } from '@jest/globals';
import type { Answer, Citation } from '../../../src/domain/answer.ts';
import { renderAnswer } from '../../../src/terminal/render-answer.ts';

const citation = (fields: Partial<Citation> = {}): Citation => ({
  n: 1,
  articleId: 'a',
  title: 'Meta opens Llama 2',
  url: 'https://harbour.example/llama-2',
  locator: 'articles/llama.md',
  outlet: 'The Harbour Dispatch',
  publishedAt: '2023-07-18',
  language: 'en',
  quote: 'Meta released Llama 2.',
  start: 0,
  end: 22,
  ...fields,
});

const answerOf = (fields: Partial<Answer> = {}): Answer => ({
  kind: 'answered',
  form: 'quotes',
  text: '“Meta released Llama 2.” [1]',
  citations: [citation()],
  nearby: [],
  searched: null,
  notices: [],
  frame: 'en',
  model: null,
  embedder: 'builtin',
  reranking: 'none',
  timings: { searchMs: 1, totalMs: 2 },
  ...fields,
});

describe('an answer in the terminal', () => {
  test('warns beside a source whose text is torn or speaks to a model, once for all its quotes', () => {
    const marks = ['torn', 'instructions'] as const;
    const shown = renderAnswer(answerOf({ citations: [citation({ marks }), citation({ n: 2, marks })] }));
    expect(shown.match(/! words are missing from its text/g)).toHaveLength(1);
    expect(shown).toContain('    ! contains instructions to a language model');
  });

  test('in quotes is the quotes, then the sources to check them by', () => {
    expect(renderAnswer(answerOf())).toBe(
      [
        '“Meta released Llama 2.” [1]',
        '',
        'Sources',
        '[1] Meta opens Llama 2 — The Harbour Dispatch, 18 July 2023',
        '    https://harbour.example/llama-2',
        '',
      ].join('\n'),
    );
  });

  test('by a model shows what each citation rests on', () => {
    const rendered = renderAnswer(
      answerOf({ form: 'generated', text: 'It was released. [1]', model: 'llama' }),
    );
    expect(rendered).toContain('    https://harbour.example/llama-2\n    1: “Meta released Llama 2.”\n');
  });

  test('names each article once, with all of its numbers', () => {
    const rendered = renderAnswer(
      answerOf({
        text: '“A.” [1]\n“B.” [2]\n“C.” [3]',
        citations: [citation(), citation({ n: 2, articleId: 'b', title: 'Another' }), citation({ n: 3 })],
      }),
    );
    expect(rendered).toContain('\n[1][3] Meta opens Llama 2 — ');
    expect(rendered).toContain('\n[2] Another — ');
    expect(rendered.match(/Meta opens Llama 2/g)).toHaveLength(1);
  });

  test('of an article without outlet, date and link names its file', () => {
    const bare = citation({ outlet: null, publishedAt: null, url: null });
    expect(renderAnswer(answerOf({ citations: [bare] }))).toContain(
      '[1] Meta opens Llama 2\n    articles/llama.md\n',
    );
  });

  test('tells what the reader should know before the sources', () => {
    const rendered = renderAnswer(answerOf({ notices: [{ code: 'model-failed', detail: 'secret inside' }] }));
    expect(rendered).toMatch(
      /\[1\]\n\nThe chat model failed, so this answer is made of quotes\.\n\nSources\n/,
    );
    expect(rendered).not.toContain('secret');
  });

  test('that was not found names the nearest articles and no sources', () => {
    const { title, outlet, publishedAt, url, locator, articleId } = citation();
    const rendered = renderAnswer(
      answerOf({
        kind: 'no-evidence',
        text: 'Dazu habe ich nichts gefunden.',
        citations: [],
        frame: 'de',
        nearby: [{ title, outlet, publishedAt, url, locator, articleId }],
      }),
    );
    expect(rendered).toBe(
      [
        'Dazu habe ich nichts gefunden.',
        '',
        'Die nächstliegenden Artikel',
        '- Meta opens Llama 2 — The Harbour Dispatch, 18. Juli 2023',
        '  https://harbour.example/llama-2',
        '',
      ].join('\n'),
    );
  });

  test('sets headings and places off where the output is a terminal', () => {
    const style = { bold: (text: string) => `<b>${text}</b>`, dim: (text: string) => `<d>${text}</d>` };
    const rendered = renderAnswer(answerOf(), style);
    expect(rendered).toContain('<b>Sources</b>');
    expect(rendered).toContain('<d>https://harbour.example/llama-2</d>');
  });

  test('lets nothing of an article steer the terminal', () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eevil\u2066\u200b\r\bend\u0000';
    const rendered = renderAnswer(
      answerOf({
        form: 'generated',
        text: `Text ${hostile} [1]`,
        citations: [
          citation({ title: hostile, outlet: hostile, url: hostile, quote: hostile, publishedAt: hostile }),
          citation({ n: 2, articleId: 'b', url: null, locator: hostile }),
        ],
        nearby: [{ ...citation({ title: hostile, url: hostile }) }],
      }),
    );
    expect(rendered.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(rendered).toContain(']0;owned[2J31mevil end');
  });

  test('regression: a title with line breaks cannot pass for a source of its own', () => {
    const title = 'A title\n\nSources\n[9] Another — Somebody, 1 January 2020\u2028[8] More';
    const rendered = renderAnswer(answerOf({ citations: [citation({ title })] }));
    expect(rendered).toContain(
      '[1] A title Sources [9] Another — Somebody, 1 January 2020 [8] More — The Harbour',
    );
    expect(rendered.match(/^Sources$/gm)).toHaveLength(1);
  });

  test('regression: words on both sides of a tab stay two words', () => {
    expect(renderAnswer(answerOf({ text: 'one\ttwo [1]' }))).toContain('one two [1]');
  });

  test('keeps umlauts, emoji and the lines of the answer', () => {
    const text = '„Größe 😀“ [1]\n„Zweite Zeile“ [1]';
    expect(renderAnswer(answerOf({ text }))).toContain(text);
  });
});
