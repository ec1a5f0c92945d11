import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import { phrases } from '../../i18n/phrases.ts';
import { addressed, messageBody, type View } from '../message-options.ts';
import { plainText } from '../views/markdown.ts';
import { MOST_CONTENT } from '../views/split-message.ts';
import { type AnswerRecord, isPrivate } from './answer-record.ts';
import type { AnswerStore } from './answer-store.ts';

/** Codes of Discord that mean that an interaction cannot be used any more, though its message may be there. */
const TOKEN_DEAD: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** Codes that mean that the bot may not write in the channel by itself. */
const MAY_NOT_WRITE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

/**
 * Further messages where only the asker has added the app. Discord takes 5; one is left for a process that takes over
 * and cannot know whether the last one was sent. Source: interactions/receiving-and-responding.mdx#followup-messages.
 */
const MOST_FURTHER = 4;

const shownMessage = z.object({ id: z.string(), content: z.string() });

const listedMessages = z.array(
  z.object({
    id: z.string(),
    content: z.string(),
    author: z.object({ id: z.string() }),
    message_reference: z.object({ message_id: z.string().optional() }).optional(),
  }),
);

type Listed = z.infer<typeof listedMessages>[number];

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
 * All methods that show something throw what discord.js throws.
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

  /** How many messages an answer may have here. */
  get mostMessages(): number {
    const { origin } = this.#record;
    const few = origin.kind === 'interaction' && origin.guest === true && !this.#hasNonce();
    return few ? 1 + MOST_FURTHER : Number.POSITIVE_INFINITY;
  }

  /** True where the first message shows the answer to a newer question. */
  isTakenOver(): boolean {
    const { id, messages } = this.#record;
    const [first] = messages;
    const owner = first === undefined ? undefined : this.#tools.store.byMessage(first);
    return owner !== undefined && owner.id !== id;
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
      if (origin.alone === true) await this.#showByItself(view);
      else if (first === undefined) await this.#reply(view);
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

  /** Shows all messages of the end, one below the other; those that are there already are left as they are. */
  async showAll(views: readonly View[]): Promise<void> {
    for (const [index, view] of views.entries()) {
      const known = this.#record.messages[index];
      if (index === 0) await this.show(view);
      else if (known === undefined) await this.#add(index, view);
      else if (!this.#isFindable()) await this.#editFurther(known, view);
    }
  }

  /** Says something to the asker alone, in the direct conversation with them. */
  async tellInDirect(content: string): Promise<void> {
    const { id, askerId } = this.#record;
    const { rest } = this.#tools;
    const channel: unknown = await rest.post(Routes.userChannels(), { body: { recipient_id: askerId } });
    await rest.post(Routes.channelMessages(z.object({ id: z.string() }).parse(channel).id), {
      body: { ...messageBody({ content, rows: [] }), nonce: `${id}-d`, enforce_nonce: true },
    });
  }

  /** Shows the first message without the interaction or a reply, as a message of the channel. */
  async #showByItself(view: View): Promise<void> {
    const { messages, origin } = this.#record;
    const [first] = messages;
    const alone = origin.kind === 'interaction' ? origin.token === '' : origin.alone === true;
    const shown = alone || first === undefined ? this.#addressed(view) : view;
    if (first !== undefined) await this.#edit(first, shown);
    else await this.#post(0, shown, (message) => this.#isUnclaimed(message));
  }

  /** A message that stands by itself says whose question it is about; the mention pings nobody. */
  #addressed(view: View): View {
    const content = addressed(this.#record.askerId, view.content);
    return content.length > MOST_CONTENT ? view : { ...view, content };
  }

  /** A message of the same beginning that belongs to no other answer is this one's draft. */
  #isUnclaimed({ id, content, message_reference }: Listed): boolean {
    const isOurs = content.startsWith(addressed(this.#record.askerId, '')) && message_reference === undefined;
    return isOurs && this.#tools.store.byMessage(id) === undefined;
  }

  /** True where further messages are ordinary ones, which Discord recognises when they are sent again. */
  #hasNonce(): boolean {
    const { origin } = this.#record;
    return origin.kind === 'message' || (origin.mayWrite && !origin.private);
  }

  /** True where a process that takes over finds further messages again, however late. */
  #isFindable(): boolean {
    const { origin } = this.#record;
    return this.#hasNonce() && !(origin.kind === 'message' && origin.alone === true);
  }

  async #add(index: number, view: View): Promise<void> {
    const { origin } = this.#record;
    if (!this.#isFindable()) {
      await this.#announce(index, view);
      return;
    }
    try {
      await this.#post(index, view, ({ content }) => content === view.content.trim());
    } catch (error) {
      const mayNot = error instanceof DiscordAPIError && MAY_NOT_WRITE.has(error.code);
      if (!mayNot || origin.kind !== 'interaction' || origin.token === '') throw error;
      // The right was taken away meanwhile, or the channel hid that it was never there.
      this.remember({ origin: { ...origin, mayWrite: false } });
      await this.#announce(index, view);
    }
  }

  async #reply(view: View): Promise<void> {
    const { id, channelId } = this.#record;
    const there = await this.#find((message) => message.message_reference?.message_id === id);
    if (there !== undefined) {
      this.#adopt(0, there);
      await this.#edit(there, view);
      return;
    }
    let answered: unknown;
    try {
      answered = await this.#tools.rest.post(Routes.channelMessages(channelId), {
        body: { ...messageBody(view), message_reference: { message_id: id }, nonce: id, enforce_nonce: true },
      });
    } catch (error) {
      if (!mayNotReply(error)) throw error;
      this.remember({ origin: { kind: 'message', alone: true } });
      await this.#showByItself(view);
      return;
    }
    await this.#isThere(0, view, answered);
  }

  async #post(index: number, view: View, fits: (message: Listed) => boolean): Promise<void> {
    const { id, channelId, messages } = this.#record;
    const there = await this.#find((message) => fits(message) && !messages.includes(message.id));
    if (there !== undefined) {
      this.#adopt(index, there);
      // Further messages are found by their text, the first one by its beginning.
      if (index === 0) await this.#edit(there, view);
      return;
    }
    const answered: unknown = await this.#tools.rest.post(Routes.channelMessages(channelId), {
      body: { ...messageBody(view), nonce: `${id}-${String(index)}`, enforce_nonce: true },
    });
    await this.#isThere(index, view, answered);
  }

  async #isThere(index: number, view: View, answered: unknown): Promise<void> {
    const message = shownMessage.parse(answered);
    this.#adopt(index, message.id);
    // An earlier request with this nonce was done, though its response got lost: Discord returns what that one wrote.
    if (message.content !== view.content.trim()) await this.#edit(message.id, view);
  }

  /**
   * A further message that nobody finds again. Its text comes when its id is known: what a killed process may leave
   * behind is a line that says that the answer goes on, and nothing that is read twice.
   */
  async #announce(index: number, view: View): Promise<void> {
    const { frame } = this.#record;
    const goesOn = { content: `-# ${plainText(phrases(frame ?? 'en').goesOn)}`, rows: [] };
    if (this.#hasNonce()) await this.#post(index, goesOn, () => false);
    else await this.#followUp(index, goesOn);
    const message = this.#record.messages[index];
    if (message !== undefined) await this.#editFurther(message, view);
  }

  async #followUp(index: number, view: View): Promise<void> {
    const { origin } = this.#record;
    if (origin.kind !== 'interaction') return;
    const path = Routes.webhook(this.#tools.applicationId, origin.token);
    const answered: unknown = await this.#tools.rest.post(path, {
      body: messageBody(view, isPrivate(this.#record)),
      query: new URLSearchParams({ wait: 'true' }),
      auth: false,
    });
    this.#adopt(index, idOf(answered));
  }

  async #editFurther(message: string, view: View): Promise<void> {
    const { origin } = this.#record;
    if (origin.kind === 'message') {
      await this.#edit(message, view);
      return;
    }
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
  async #find(fits: (message: Listed) => boolean): Promise<string | undefined> {
    if (!this.#resumed) return undefined;
    const { id, channelId } = this.#record;
    const query = new URLSearchParams({ after: id, limit: '100' });
    const answered: unknown = await this.#tools.rest.get(Routes.channelMessages(channelId), { query });
    const listed = listedMessages.parse(answered);
    return listed.findLast((message) => message.author.id === this.#tools.botId && fits(message))?.id;
  }
}

/** Without the right to read the history the bot may write, and not reply. */
function mayNotReply(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory
  );
}

function idOf(answered: unknown): string {
  return shownMessage.parse(answered).id;
}
