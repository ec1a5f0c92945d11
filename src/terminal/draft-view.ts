import { createLogUpdate } from 'log-update';
import type { AnswerEvent } from '../domain/answer.ts';
import { phrases, progressPhrase } from '../i18n/phrases.ts';
import { visible } from './visible.ts';

/**
 * What a person sees while an answer is made: the stage, then the draft as it is written. Drawn on a terminal only,
 * and wiped when the checked answer takes its place: a draft may still lose sentences.
 */
export class DraftView {
  readonly #draw: ReturnType<typeof createLogUpdate> | null;
  #stage = '';
  #draft = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#draw = stream.isTTY ? createLogUpdate(stream) : null;
  }

  update(event: AnswerEvent): void {
    if (event.type === 'delta') this.#draft += event.text;
    else this.#stage = progressPhrase(event, phrases('en')) ?? this.#stage;
    this.#draw?.(this.#draft === '' ? this.#stage : `${this.#stage}\n\n${visible(this.#draft).trim()}`);
  }

  clear(): void {
    this.#draw?.clear();
    this.#draw?.done();
  }
}
