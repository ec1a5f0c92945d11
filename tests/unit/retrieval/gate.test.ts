import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/retrieval/gate.ts';
import type { RetrievedPassage } from '../../../src/retrieval/select.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import { GATE } from '../../../src/retrieval/weights.ts';

const question = understand({ text: 'Which licence has the model?' });
const words = GATE.perWord * question.content.length;

const passage = (
  coverage: number,
  meaning: number | null = null,
  language = question.language,
): RetrievedPassage =>
  ({ passage: { language }, scores: { coverage, meaning } }) as unknown as RetrievedPassage;

describe('the gate', () => {
  test('lets nothing pass where nothing was found', () => {
    expect(judge(question, [])).toBe('none');
  });

  test.each([
    [GATE.enough, 'enough'],
    [GATE.enough - 0.01, 'some'],
    [GATE.some, 'some'],
    [GATE.some - 0.01, 'none'],
    [0, 'none'],
  ])('judges evidence of %d as %s', (evidence, verdict) => {
    expect(judge(question, [passage(evidence - words + 1e-9)])).toBe(verdict);
  });

  test('goes by the best of the first passages, not by those far behind', () => {
    const weak = passage(0.01);
    expect(judge(question, [weak, weak, passage(1)])).toBe('enough');
    expect(judge(question, [weak, weak, weak, passage(1)])).toBe('none');
  });

  test('asks more of a question of few words, which are found by chance', () => {
    const short = understand({ text: 'Llama?' });
    const long = understand({
      text: 'Which companies publish large models under which open licence terms today?',
    });
    const between = passage(GATE.some - GATE.perWord * short.content.length - 0.01);
    expect(judge(short, [between])).toBe('none');
    expect(judge(long, [between])).toBe('some');
  });

  test('a close meaning makes up for other words, but is no certainty', () => {
    expect(judge(question, [passage(0, GATE.meaning)])).toBe('some');
    expect(judge(question, [passage(0, GATE.meaning - 0.01)])).toBe('none');
  });

  test('across two languages less will do, but only where both are known', () => {
    const across = (GATE.meaning + GATE.meaningAcross) / 2;
    expect(judge(question, [passage(0, across, 'de')])).toBe('some');
    expect(judge(question, [passage(0, GATE.meaningAcross - 0.01, 'de')])).toBe('none');
    expect(judge(question, [passage(0, across)])).toBe('none');
    expect(judge(question, [passage(0, across, 'und')])).toBe('none');
    expect(judge(understand({ text: 'Llama 2' }), [passage(0, across)])).toBe('none');
  });
});
