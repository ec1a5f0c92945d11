import { describe, expect, test } from '@jest/globals';
import { sampleQuestions } from '../../../src/playground/sample-questions.ts';
import type { Verdict } from '../../../src/retrieval/gate.ts';

const judging =
  (verdictOn: (question: string) => Verdict) =>
  (question: string): Promise<{ verdict: Verdict; evidence: number }> =>
    Promise.resolve({ verdict: verdictOn(question), evidence: 0 });

describe('questions to begin with', () => {
  test('are those that the articles answer, and last one that they do not', async () => {
    const samples = await sampleQuestions(
      judging((question) => (question.includes('Llama 2') ? 'enough' : 'none')),
    );
    expect(samples).toEqual([
      'How many parameters does Llama 2 have?',
      'Who won the chess world championship in 1984?',
    ]);
  });

  test('are none for articles about other things', async () => {
    expect(await sampleQuestions(judging(() => 'none'))).toEqual([]);
    expect(await sampleQuestions(judging(() => 'some'))).toEqual([]);
  });
});
