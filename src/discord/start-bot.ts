import {
  type Client,
  type ClientEvents,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  RESTEvents,
  type RESTOptions,
} from 'discord.js';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../clock.ts';
import { messageOf, UserError } from '../errors.ts';
import type { AnswerStore } from './answers/answer-store.ts';
import { type QueueLimits, QuestionQueue } from './answers/question-queue.ts';
import { recover } from './answers/recover.ts';
import { RunningAnswers } from './answers/running-answers.ts';
import type { BotContext } from './bot-context.ts';
import { createClient, installLink, inviteLink } from './client.ts';
import type { Command } from './commands/command.ts';
import { COMMANDS } from './commands/list.ts';
import type { Component } from './components/component.ts';
import { COMPONENTS } from './components/list.ts';
import { runComponent, runForm } from './components/run-component.ts';
import { forgetDeleted } from './forget-deleted.ts';
import { answerMention } from './mention.ts';
import { registerCommands } from './register-commands.ts';
import { runCommand } from './run-command.ts';

/** Longest time, in milliseconds, that a shutdown waits for answers to say that they were interrupted. */
const MOST_DRAIN = 10_000;

/**
 * Longest wait that somebody is promised, in milliseconds: nobody should get an answer after the 15 minutes which
 * Discord gives a command.
 */
const MOST_WAIT = 10 * 60_000;

export interface BotOptions {
  readonly newshound: BotContext['newshound'];
  readonly token: string;
  /** Base of Discord's REST API. */
  readonly api: string;
  readonly editIntervalMs: number;
  /** How many questions are taken. */
  readonly limits: Omit<QueueLimits, 'wait'>;
  /** Where to remember which commands were registered. */
  readonly commandsFile: string;
  /** Closed by whoever opened it, after `destroy`. */
  readonly store: AnswerStore;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly commands?: readonly Command[];
  readonly components?: readonly Component[];
  /** How requests are sent, where it differs from what discord.js does. */
  readonly rest?: Partial<RESTOptions>;
}

/** A bot that is online. */
export interface Bot {
  /** Adds the bot to a server. */
  readonly inviteLink: string;
  /** Adds it to somebody's own account. */
  readonly installLink: string;
  /** Rejects with a UserError when the connection is lost for good, so that trying again would not help. */
  readonly dead: Promise<never>;
  /** Takes no more questions, stops those that run, and waits until each has said so. */
  readonly drain: () => Promise<void>;
  /** Goes offline; nothing can be edited afterwards. */
  readonly destroy: () => Promise<void>;
}

/**
 * Connects to Discord and answers there until `drain`.
 * @throws UserError where the token is refused or Discord cannot be reached
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { log, newshound, editIntervalMs, store, clock = systemClock } = options;
  const { commands = COMMANDS, components = COMPONENTS } = options;
  const running = new RunningAnswers();
  const client = createClient(options.api, options.rest);
  const queue = new QuestionQueue({ ...options.limits, wait: MOST_WAIT }, clock);
  const identity = () => identityOf(client);
  const { rest } = client;
  const context: BotContext = {
    newshound,
    clock,
    log,
    rest,
    identity,
    editIntervalMs,
    queue,
    running,
    store,
  };

  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void runCommand(interaction, commands, context);
    else if (interaction.isMessageComponent()) void runComponent(interaction, components, context);
    else if (interaction.isModalSubmit()) void runForm(interaction, components, context);
  });
  client.on(Events.MessageCreate, (message) => void answerMention(message, context));
  client.on(Events.MessageDelete, ({ id }) => forgetDeleted(id, context));
  client.on(Events.MessageBulkDelete, (messages) => {
    for (const id of messages.keys()) forgetDeleted(id, context);
  });
  client.on(Events.Error, (error) => log.error({ err: error }, 'the Discord client failed'));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'the connection to Discord failed'));
  client.on(Events.ShardReconnecting, () => log.info('reconnecting to Discord'));
  client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset, scope }) => {
    log.warn({ route, timeToReset, scope }, 'Discord asks for patience');
  });

  const ready = once(client, Events.ClientReady);
  // discord.js emits this only where it will not reconnect, and then keeps the process alive and deaf.
  const dead = once(client, Events.ShardDisconnect).then(([{ code }]) => {
    throw new UserError(`Discord closed the connection for good (code ${String(code)}).`);
  });
  // Handled by whoever waits for it; until then, and after a failed login, it is no surprise.
  dead.catch(() => undefined);
  try {
    await client.login(options.token);
  } catch (error) {
    throw loginError(error, options.api);
  }
  await Promise.race([ready, dead]);
  const { applicationId } = identity();
  const recovered = recover(context);
  const body = commands.map(({ data }) => data);
  try {
    const outcome = await registerCommands(rest, applicationId, body, options.commandsFile);
    log.info({ commands: body.map(({ name }) => name), outcome }, 'slash commands');
  } catch (error) {
    // Mentions still work, and commands that were registered before.
    log.error({ err: error }, 'the slash commands could not be registered');
  }

  return {
    inviteLink: inviteLink(applicationId),
    installLink: installLink(applicationId),
    dead,
    async drain() {
      client.removeAllListeners(Events.InteractionCreate);
      client.removeAllListeners(Events.MessageCreate);
      let cancel: (() => void) | undefined;
      const patience = new Promise<void>((resolve) => {
        cancel = clock.after(MOST_DRAIN, resolve);
      });
      await Promise.race([Promise.all([running.stopAll(), recovered]), patience]);
      // A timer that is left would keep the process alive.
      cancel?.();
    },
    async destroy() {
      // Closing on purpose is announced like a loss.
      client.removeAllListeners(Events.ShardReconnecting);
      await client.destroy();
    },
  };
}

function identityOf({ application, user }: Client): { applicationId: string; botId: string } {
  if (application === null || user === null) throw new Error('who the bot is is known once it is online');
  return { applicationId: application.id, botId: user.id };
}

/** The arguments of an event's next emission. */
function once<Name extends keyof ClientEvents>(client: Client, name: Name): Promise<ClientEvents[Name]> {
  return new Promise((resolve) => {
    client.once(name, (...args: ClientEvents[Name]) => {
      resolve(args);
    });
  });
}

function loginError(error: unknown, api: string): UserError {
  const refused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  return refused
    ? new UserError(
        'Discord refuses the token in DISCORD_TOKEN. Reset it in the developer portal (Bot, Reset Token) and put the new one in its place.',
        { cause: error },
      )
    : new UserError(
        `Discord cannot be reached at ${api} (${messageOf(error)}). Check the network and DISCORD_API_URL, then start again.`,
        { cause: error },
      );
}
