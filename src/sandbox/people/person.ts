import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { runCommand } from '../interactions/interactions.ts';
import { addMessage, deleteMessage, mentionsIn } from '../messages/messages.ts';
import {
  type Channel,
  type Interaction,
  type Message,
  permissionsIn,
  type User,
  type World,
} from '../state.ts';
import { isVisible, transcript } from './transcript.ts';

/** Real milliseconds until somebody who waits to see something gives up; time of the sandbox may stand still. */
const PATIENCE = 15_000;

/** Real milliseconds between two looks at what the sandbox does not announce, such as the bot's own state. */
const LOOK_EVERY = 50;

/** What people do and see. Whatever they do wrong, or wait for in vain, is an error that shows the conversation. */
export class Person {
  readonly user: User;
  /** The channel this person looks at. */
  readonly channel: Channel;
  readonly #world: World;
  readonly #onChange: (listener: () => void) => () => void;

  constructor(world: World, user: User, channel: Channel, onChange: (listener: () => void) => () => void) {
    this.#world = world;
    this.user = user;
    this.channel = channel;
    this.#onChange = onChange;
  }

  /** The same person in another channel. */
  in(channel: Channel): Person {
    return new Person(this.#world, this.user, channel, this.#onChange);
  }

  /** Writes a message. Mentions work as typed: `<@id>`, `<@&id>`, and `@everyone` where the right is there. */
  says(text: string): Message {
    return this.#write(text, null, []);
  }

  /** Writes a message that mentions somebody first. */
  mentions(user: User, text: string): Message {
    return this.says(`<@${user.id}> ${text}`);
  }

  /**
   * Replies to a message, with ping as people's clients do unless told otherwise. A reply to a response to a
   * command notifies nobody. Source: gateway/you-might-not-need-a-privileged-intent.mdx.
   */
  replies(to: Message, text: string, { ping = true }: { readonly ping?: boolean } = {}): Message {
    return this.#write(text, to.id, ping && to.interactionId === null ? [to.authorId] : []);
  }

  /** Removes a message, as its author or a moderator would. */
  deletes(message: Message): void {
    deleteMessage(this.#world, message);
  }

  /**
   * Runs a slash command with its options.
   * @throws Error where a client would not let that happen: an unknown command or option, a value out of bounds.
   */
  runs(name: string, options: Readonly<Record<string, string>> = {}): Interaction {
    const { state } = this.#world;
    const command = state.commands.find((candidate) => candidate.name === name);
    if (command === undefined) throw this.#complaint(`There is no command /${name}.`);
    const known = command.options ?? [];
    for (const given of Object.keys(options)) {
      if (!known.some((option) => option.name === given))
        throw this.#complaint(`/${name} has no option ${given}.`);
    }
    for (const option of known) {
      const value = options[option.name];
      if (value === undefined && option.required === true)
        throw this.#complaint(`/${name} needs ${option.name}.`);
      const { min_length: least = 0, max_length: most = 6000 } = option;
      if (value !== undefined && (value.length < least || value.length > most)) {
        throw this.#complaint(`${option.name} takes ${String(least)} to ${String(most)} characters.`);
      }
    }
    const given = Object.entries(options).map(([option, value]) => ({
      name: option,
      type: ApplicationCommandOptionType.String as const,
      value,
    }));
    const fields = { commandName: name, userId: this.user.id, channelId: this.channel.id };
    return runCommand(this.#world, fields, { id: command.id, options: given });
  }

  /** All messages of others on this person's screen, oldest first. */
  get screen(): Message[] {
    const { state } = this.#world;
    return [...state.messages.values()].filter(
      (message) =>
        message.channelId === this.channel.id &&
        message.authorId !== this.user.id &&
        isVisible(state, message, this.user.id),
    );
  }

  /** Waits until a message of somebody else says this, and returns it. */
  async sees(text: string | RegExp): Promise<Message> {
    const says = ({ content }: Message) =>
      typeof text === 'string' ? content.includes(text) : text.test(content);
    return this.until(`see ${String(text)}`, () => this.screen.findLast(says));
  }

  /** Waits until something can be found in the state. */
  async until<T>(what: string, find: () => T | undefined | false): Promise<T> {
    const started = performance.now();
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      const left = PATIENCE - (performance.now() - started);
      if (left <= 0) throw this.#complaint(`${this.user.name} waited in vain to ${what}.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(stop, Math.min(left, LOOK_EVERY));
        const off = this.#onChange(stop);
        function stop(): void {
          clearTimeout(timer);
          off();
          resolve();
        }
      });
    }
  }

  /** The conversation as this person sees it. */
  transcript(): string {
    const { state, clock } = this.#world;
    return transcript(state, this.channel.id, this.user.id, clock.now());
  }

  #write(text: string, replyTo: string | null, replied: readonly string[]): Message {
    const { state } = this.#world;
    const found = mentionsIn(text);
    const may = permissionsIn(state, this.channel, this.user.id);
    const users = [...new Set([...found.users, ...replied])].filter((id) => state.users.has(id));
    const everyone = found.everyone && (may & PermissionFlagsBits.MentionEveryone) !== 0n;
    return addMessage(this.#world, {
      channelId: this.channel.id,
      authorId: this.user.id,
      content: text.trim(),
      flags: 0,
      mentions: { users, roles: found.roles, everyone },
      replyTo,
    });
  }

  #complaint(message: string): Error {
    return new Error(`${message}\n${this.transcript()}`);
  }
}
