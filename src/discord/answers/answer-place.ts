import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { messageBody, type View } from '../message-options.ts';
import { MOST_CONTENT } from '../views/split-message.ts';
import type { AnswerRecord } from './answer-record.ts';
import type { AnswerStore } from './answer-store.ts';

/** What stands in a further message until its id is known, where Discord cannot recognise a repeated request. */
const PLACEHOLDER = '…';

/** Codes of Discord that mean that an interaction cannot be used any more, though its message may be there. */
const TOKEN_DEAD: ReadonlySet<number | string> = new Set([10_015, 50_027]);

const shownMessage = z.object({ id: z.string(), content: z.string() });

const listedMessages = z.array(
  z.object({
    id: z.string(),
    content: z.string(),
    author: z.object({ id: z.string() }),
    message_reference: z.object({ message_id: z.string().optional() }).optional(),
  }),
);

export interface PlaceTools {
  readonly rest: REST;
  readonly applicationId: string;
  /** Id of the bot's user, which differs from its application's where that is old. */
  readonly botId: string;
  readonly store: AnswerStore;
}

/**
 * Where one answer is shown: in one message that is edited, and in further ones below it if it is long. It needs
 * nothing but the record, so a process that starts anew goes on where another one was killed; and each request can be
 * repeated without showing anything twice.
 *
 * All methods throw what discord.js throws.
 */
export class AnswerPlace {
  readonly #tools: PlaceTools;
  /** True where another process may have shown more than the record says. */
  readonly #resumed: boolean;
  #record: AnswerRecord;

  constructor(record: AnswerRecord, tools: PlaceTools, { resumed = false } = {}) {
    this.#record = record;
    this.#tools = tools;
    this.#resumed = resumed;
  }

  get record(): AnswerRecord {
    return this.#record;
  }

  /** Changes the record, here and in the store. */
  remember(fields: Partial<AnswerRecord>): void {
    this.#record = { ...this.#record, ...fields };
    this.#tools.store.save(this.#record);
  }

  /** Shows the first message; the first call creates it where it is not there yet. */
  async show(view: View): Promise<void> {
    const { origin, messages } = this.#record;
    const [first] = messages;
    if (origin.kind === 'message') {
      if (first === undefined) await this.#reply(view);
      else await this.#edit(first, view);
      return;
    }
    if (origin.token === '') {
      await this.#showByItself(view);
      return;
    }
    try {
      const path = Routes.webhookMessage(this.#tools.applicationId, origin.token, '@original');
      const body = messageBody(view);
      const answered: unknown = await this.#tools.rest.patch(path, { body, auth: false });
      if (first === undefined) this.#adopt(0, idOf(answered));
    } catch (error) {
      const dead = error instanceof DiscordAPIError && TOKEN_DEAD.has(error.code);
      if (!dead || !origin.mayWrite || origin.private) throw error;
      await this.#showByItself(view);
    }
  }

  /** Shows the first message without the interaction, as a message of the channel. */
  async #showByItself(view: View): Promise<void> {
    const { messages, origin } = this.#record;
    const [first] = messages;
    const alone = origin.kind === 'interaction' && origin.token === '';
    const shown = alone || first === undefined ? this.#addressed(view) : view;
    if (first === undefined) await this.#post(0, shown);
    else await this.#edit(first, shown);
  }

  /** Shows all messages of the end, one below the other; those that are there already are left as they are. */
  async showAll(views: readonly View[]): Promise<void> {
    for (const [index, view] of views.entries()) {
      const known = this.#record.messages[index];
      if (index === 0) await this.show(view);
      else if (known === undefined) await this.#add(index, view);
      else if (!this.#hasNonce()) await this.#editFollowUp(known, view);
    }
  }

  /** A message that stands by itself says whose question it is about; the mention pings nobody. */
  #addressed(view: View): View {
    const content = `<@${this.#record.askerId}>\n${view.content}`;
    return content.length > MOST_CONTENT ? view : { ...view, content };
  }

  /** True where further messages are ordinary ones, which Discord recognises when they are sent again. */
  #hasNonce(): boolean {
    const { origin } = this.#record;
    return origin.kind === 'message' || (origin.mayWrite && !origin.private);
  }

  async #add(index: number, view: View): Promise<void> {
    if (this.#hasNonce()) await this.#post(index, view);
    else await this.#followUp(index, view);
  }

  async #reply(view: View): Promise<void> {
    const { id, channelId } = this.#record;
    const there = await this.#find((message) => message.message_reference?.message_id === id);
    if (there !== undefined) {
      this.#adopt(0, there);
      await this.#edit(there, view);
      return;
    }
    const answered: unknown = await this.#tools.rest.post(Routes.channelMessages(channelId), {
      body: { ...messageBody(view), message_reference: { message_id: id }, nonce: id, enforce_nonce: true },
    });
    const reply = shownMessage.parse(answered);
    this.#adopt(0, reply.id);
    // An earlier request with this nonce was done, though its response got lost: Discord returns what that one wrote.
    if (reply.content !== view.content.trim()) await this.#edit(reply.id, view);
  }

  async #post(index: number, view: View): Promise<void> {
    const { id, channelId, messages } = this.#record;
    const there = await this.#find(
      (message) => message.content === view.content.trim() && !messages.includes(message.id),
    );
    if (there !== undefined) {
      this.#adopt(index, there);
      return;
    }
    const answered: unknown = await this.#tools.rest.post(Routes.channelMessages(channelId), {
      body: { ...messageBody(view), nonce: `${id}-${String(index)}`, enforce_nonce: true },
    });
    const message = shownMessage.parse(answered);
    this.#adopt(index, message.id);
    if (message.content !== view.content.trim()) await this.#edit(message.id, view);
  }

  async #followUp(index: number, view: View): Promise<void> {
    const { origin } = this.#record;
    if (origin.kind !== 'interaction') return;
    const path = Routes.webhook(this.#tools.applicationId, origin.token);
    const answered: unknown = await this.#tools.rest.post(path, {
      body: messageBody({ content: PLACEHOLDER, rows: [] }, origin.private),
      query: new URLSearchParams({ wait: 'true' }),
      auth: false,
    });
    const message = idOf(answered);
    this.#adopt(index, message);
    await this.#editFollowUp(message, view);
  }

  async #editFollowUp(message: string, view: View): Promise<void> {
    const { origin } = this.#record;
    if (origin.kind !== 'interaction') return;
    const path = Routes.webhookMessage(this.#tools.applicationId, origin.token, message);
    await this.#tools.rest.patch(path, { body: messageBody(view), auth: false });
  }

  async #edit(message: string, view: View): Promise<void> {
    const path = Routes.channelMessage(this.#record.channelId, message);
    await this.#tools.rest.patch(path, { body: messageBody(view) });
  }

  #adopt(index: number, message: string): void {
    const messages = [...this.#record.messages];
    messages[index] = message;
    this.remember({ messages });
  }

  /** Looks among what came after the question for a message of the bot that the record does not know. */
  async #find(
    fits: (message: z.infer<typeof listedMessages>[number]) => boolean,
  ): Promise<string | undefined> {
    if (!this.#resumed) return undefined;
    const { id, channelId } = this.#record;
    const query = new URLSearchParams({ after: id, limit: '100' });
    const answered: unknown = await this.#tools.rest.get(Routes.channelMessages(channelId), { query });
    const listed = listedMessages.parse(answered);
    return listed.findLast((message) => message.author.id === this.#tools.botId && fits(message))?.id;
  }
}

function idOf(answered: unknown): string {
  return shownMessage.parse(answered).id;
}
