import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { FrameLanguage } from '../domain/answer.ts';
import { type Phrases, phrases } from '../i18n/phrases.ts';
import type { Newshound } from '../newshound.ts';
import { detectLanguage } from '../text/language.ts';
import type { RunningAnswers } from './running-answers.ts';

/** What commands and mentions work with. */
export interface BotContext {
  readonly newshound: Pick<Newshound, 'ask'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Shortest time between two edits of a draft, in milliseconds. */
  readonly editIntervalMs: number;
  readonly running: RunningAnswers;
}

/** The language of an interaction's frame: German where the asker's client is, else left to the question. */
export function frameOf(locale: string): FrameLanguage | undefined {
  return locale === 'de' ? 'de' : undefined;
}

/** The words for a question while its answer is made; the answer itself says in which language it came. */
export function wordsFor(question: string, frame: FrameLanguage | undefined): Phrases {
  return phrases(frame ?? (detectLanguage(question) === 'de' ? 'de' : 'en'));
}
