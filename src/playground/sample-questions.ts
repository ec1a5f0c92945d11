import type { Judgement } from '../retrieval/gate.ts';

/** Questions about the sample articles that come with the project, each in another article. */
const ANSWERED = [
  'Why did Meta publish Llama openly?',
  'How many parameters does Llama 2 have?',
  'What does the EU AI Act forbid?',
  'Wann hat Meta Llama 3 veröffentlicht?',
] as const;

/** One that no article answers: saying so is half of the bot's work. */
const UNANSWERED = 'Who won the chess world championship in 1984?';

/**
 * Questions to begin with, as far as this collection answers them; none for a collection about other things.
 * @param judge says whether the articles answer a question
 */
export async function sampleQuestions(
  judge: (question: string) => Promise<Pick<Judgement, 'verdict'>>,
): Promise<string[]> {
  const samples: string[] = [];
  for (const question of ANSWERED) if ((await judge(question)).verdict === 'enough') samples.push(question);
  const isRefused = samples.length > 0 && (await judge(UNANSWERED)).verdict === 'none';
  return isRefused ? [...samples, UNANSWERED] : samples;
}
