import type { Form } from '../forms/form-body.ts';
import type { OfferedChoice } from '../interactions/callback-body.ts';
import { messageText } from '../messages/message-text.ts';
import { addReaction, removeReaction } from '../messages/reactions.ts';
import { fileOf, type PersonFile } from '../files/person-file.ts';
import { leaveGuild } from '../join-guild.ts';
import { type Channel, entry, type Interaction, type Message, type User, type World } from '../state.ts';
import { choose, type Choice, press } from './press.ts';
import { type FieldValues, openForm, submitForm } from './fill-form.ts';
import { editOwn, removeAs, writeMessage } from './message-verbs.ts';
import type { OptionValues } from './option-values.ts';
import type { RegisteredCommand } from '../commands/command-body.ts';
import { commandsIn } from '../commands/commands.ts';
import { isOffered } from './find-command.ts';
import { runCommand, typeCommand, useMenu } from './run-command.ts';
import * as threads from './thread-verbs.ts';
import { complaint, screenOf, transcriptFor, type Viewpoint } from './viewpoint.ts';

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
    return writeMessage(this.#at, text);
  }

  /** Posts files, with a text or an empty one. @throws Error where a client would not upload them */
  attaches(text: string, ...files: readonly PersonFile[]): Message {
    const attachments = files.map((file) => fileOf(this.#at, file));
    return writeMessage(this.#at, text, { attachments });
  }

  /** Writes a message that mentions somebody first. */
  mentions(user: User, text: string): Message {
    return this.says(`<@${user.id}> ${text}`);
  }

  /**
   * Replies to a message, with ping as people's clients do unless told otherwise. A reply to a response to a
   * command notifies nobody. Source: gateway/you-might-not-need-a-privileged-intent.mdx.
   */
  replies(
    to: Message,
    text: string,
    { ping = true, files = [] }: { readonly ping?: boolean; readonly files?: readonly PersonFile[] } = {},
  ): Message {
    const attachments = files.map((file) => fileOf(this.#at, file));
    const replied = ping && to.interactionId === null ? [to.authorId] : [];
    return writeMessage(this.#at, text, { replyTo: to.id, replied, attachments });
  }

  /** Puts an emoji under a message. */
  reacts(to: Message, emoji: string): void {
    addReaction(this.#world, to, emoji, this.user.id);
  }

  /** Takes an emoji back. */
  unreacts(to: Message, emoji: string): void {
    removeReaction(this.#world, to, emoji, this.user.id);
  }

  /**
   * Starts a thread under a message, or without one, and returns this person in it.
   * @throws Error where a client would not let that happen
   */
  startsThread(
    name: string,
    under: Message | null = null,
    { isPrivate = false }: { readonly isPrivate?: boolean } = {},
  ): Person {
    return this.in(threads.beginThread(this.#at, name, { under, isPrivate }));
  }

  /** Joins the thread that this person looks at. */
  joinsThread(): void {
    threads.join(this.#at);
  }

  /** Leaves it. */
  leavesThread(): void {
    threads.leave(this.#at);
  }

  /** Adds somebody to it. */
  addsToThread(user: User): void {
    threads.invite(this.#at, user);
  }

  /** Archives it, or wakes it up. @throws Error where this person is neither its creator nor a moderator */
  archivesThread(archived = true): void {
    threads.archive(this.#at, archived);
  }

  /** Locks it, or opens it. @throws Error where this person is no moderator */
  locksThread(locked = true): void {
    threads.lock(this.#at, locked);
  }

  /** Leaves the server of this channel for good. @throws Error where this person is in none */
  leavesServer(): void {
    const { guildId } = this.channel;
    if (guildId === null) throw complaint(this.#at, `${this.user.name} looks at no server.`);
    leaveGuild(this.#world, entry(this.#world.state.guilds, guildId), this.user.id);
  }

  /** Changes a message of one's own. @throws Error where it is somebody else's, or cannot be changed any more */
  edits(message: Message, text: string): void {
    editOwn(this.#at, message, text);
  }

  /** Removes a message of one's own, or as a moderator of anybody. @throws Error where a client would not let that happen */
  deletes(message: Message): void {
    removeAs(this.#at, message);
  }

  /** The commands that this person's client offers here. */
  get commands(): RegisteredCommand[] {
    return commandsIn(this.#world.state, this.channel.guildId).filter((command) =>
      isOffered(this.#at, command),
    );
  }

  /**
   * Runs a slash command with its options; "sources list" names a subcommand.
   * @throws Error where a client would not let that happen: an unknown command or option, a value out of bounds.
   */
  runs(name: string, options: OptionValues = {}): Interaction {
    return runCommand(this.#at, name, options);
  }

  /**
   * Types in an option that completes itself, and waits for what the bot offers.
   * @param options what stands in the options so far
   * @param focused the option that is being typed; the last one where absent
   * @throws Error where the option does not complete itself, or where the bot offers nothing in time
   */
  async types(
    name: string,
    options: OptionValues,
    focused = Object.keys(options).at(-1) ?? '',
  ): Promise<readonly OfferedChoice[]> {
    const interaction = typeCommand(this.#at, name, options, focused);
    return this.until(`be offered something for ${focused}`, () => interaction.choices);
  }

  /**
   * Uses a command on a message or a user, from their menu.
   * @throws Error where a client would not offer it
   */
  uses(name: string, target: Message | User): Interaction {
    return useMenu(this.#at, name, target);
  }

  /** The form that is open before this person. */
  get form(): Form | null {
    return openForm(this.#at)?.form ?? null;
  }

  /**
   * Fills in the open form, each field by its label or custom id, and sends it.
   * @throws Error where none is open, or where a client would not send it like this
   */
  submits(values: FieldValues = {}): Interaction {
    return submitForm(this.#at, values);
  }

  /** Puts the open form away; the bot does not learn of it. */
  dismisses(): void {
    const opener = openForm(this.#at);
    if (opener === undefined) throw complaint(this.#at, `No form is open before ${this.user.name}.`);
    opener.form = null;
    this.#world.changed();
  }

  /**
   * Presses a button, named by its label, emoji or custom id: the newest on the screen, or the one of a message.
   * @throws Error where there is none, or where it cannot be pressed
   */
  clicks(button: string, on?: Message): Interaction {
    return press(this.#at, button, on);
  }

  /**
   * Chooses in the newest select menu with this placeholder or custom id: options by label or value, or users,
   * roles and channels.
   * @throws Error where there is no such menu, or where it does not offer that
   */
  selects(menu: string, ...choices: readonly Choice[]): Interaction {
    return choose(this.#at, menu, choices);
  }

  /** The same in the menu of one message. */
  selectsOn(message: Message, menu: string, ...choices: readonly Choice[]): Interaction {
    return choose(this.#at, menu, choices, message);
  }

  /** All messages of others on this person's screen, oldest first. */
  get screen(): Message[] {
    return screenOf(this.#at);
  }

  /** Waits until a message of somebody else says this, be it in its text, its embeds or its components; returns it. */
  async sees(text: string | RegExp): Promise<Message> {
    const says = (message: Message) => {
      const shown = messageText(message);
      return typeof text === 'string' ? shown.includes(text) : text.test(shown);
    };
    return this.until(`see ${String(text)}`, () => this.screen.findLast(says));
  }

  /** Waits until something can be found in the state. */
  async until<T>(what: string, find: () => T | undefined | null | false): Promise<T> {
    const started = performance.now();
    for (;;) {
      const found = find();
      if (found !== undefined && found !== null && found !== false) return found;
      const left = PATIENCE - (performance.now() - started);
      if (left <= 0) throw complaint(this.#at, `${this.user.name} waited in vain to ${what}.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(stop, Math.min(left, LOOK_EVERY));
        timer.unref();
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
    return transcriptFor(this.#at);
  }

  get #at(): Viewpoint {
    return { world: this.#world, user: this.user, channel: this.channel };
  }
}
