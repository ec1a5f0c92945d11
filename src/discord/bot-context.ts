import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { FrameLanguage } from '../domain/answer.ts';
import { type Phrases, phrases } from '../i18n/phrases.ts';
import type { Newshound } from '../newshound.ts';
import { detectLanguage } from '../text/language.ts';
import type { PlaceTools } from './answers/answer-place.ts';
import type { AnswerStore } from './answers/answer-store.ts';
import type { QuestionQueue } from './answers/question-queue.ts';
import type { RunningAnswers } from './answers/running-answers.ts';

/** What commands, mentions and buttons work with. */
export interface BotContext {
  readonly newshound: Pick<Newshound, 'ask' | 'passage'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rest: REST;
  /** Who the bot is; known once it is online. */
  readonly identity: () => { readonly applicationId: string; readonly botId: string };
  /** Shortest time between two edits of a draft, in milliseconds. */
  readonly editIntervalMs: number;
  readonly queue: QuestionQueue;
  readonly running: RunningAnswers;
  readonly store: AnswerStore;
}

export function placeTools({ rest, store, identity }: BotContext): PlaceTools {
  return { rest, store, ...identity() };
}

/** The language of an interaction's frame: German where the asker's client is, else left to the question. */
export function frameOf(locale: string): FrameLanguage | undefined {
  return locale === 'de' ? 'de' : undefined;
}

/** The words for a question while its answer is made; the answer itself says in which language it came. */
export function wordsFor(question: string, frame: FrameLanguage | undefined): Phrases {
  return phrases(frame ?? (detectLanguage(question) === 'de' ? 'de' : 'en'));
}
