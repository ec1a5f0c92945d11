import { parseMarkdown } from '../markdown/parse.ts';
import { plainOf } from '../markdown/plain.ts';
import type { MessageOnPage, View } from '../view.ts';

/** How long a message must stand still before it is read out, in milliseconds: answers grow by edits. */
const QUIET = 1200;

/** Characters that are read out; the rest is there to be read. */
const MOST_SAID = 400;

/**
 * Tells a screen reader what others say in the open channel: each message once, when it has stopped growing. The
 * list of messages itself would be read anew at every edit of an answer.
 */
export class Announcer {
  readonly #say: (text: string) => void;
  #place = '';
  #known = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  see({ me, open, people }: View): void {
    const place = `${me.id} ${open?.channel.id ?? ''}`;
    const spoken = (open?.messages ?? []).filter(({ authorId, thinking }) => authorId !== me.id && !thinking);
    if (place !== this.#place) {
      this.#place = place;
      this.#known = new Map(spoken.map(({ id, text }) => [id, text]));
      return;
    }
    const fresh = spoken.filter(({ id, text }) => this.#known.get(id) !== text);
    if (fresh.length === 0) return;
    for (const { id, text } of fresh) this.#known.set(id, text);
    const [message] = fresh.slice(-1);
    if (message === undefined) return;
    const name = people.find(({ id }) => id === message.authorId)?.name ?? '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#say(`${name}: ${spokenText(message)}`);
    }, QUIET);
  }
}

function spokenText({ text, embeds, files }: MessageOnPage): string {
  const all = [
    plainOf(parseMarkdown(text)),
    ...embeds.map(({ title }) => title ?? ''),
    ...files.map(({ name }) => name),
  ];
  return all
    .filter((part) => part.trim() !== '')
    .join('. ')
    .slice(0, MOST_SAID);
}
