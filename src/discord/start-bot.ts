import {
  type Client,
  type ClientEvents,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  RESTEvents,
} from 'discord.js';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../clock.ts';
import { messageOf, UserError } from '../errors.ts';
import type { BotContext } from './bot-context.ts';
import { createClient, inviteLink } from './client.ts';
import type { Command } from './commands/command.ts';
import { COMMANDS } from './commands/list.ts';
import { answerMention } from './mention.ts';
import { registerCommands } from './register-commands.ts';
import { runCommand } from './run-command.ts';
import { RunningAnswers } from './running-answers.ts';

/** Longest time, in milliseconds, that a shutdown waits for answers to say that they were interrupted. */
const MOST_DRAIN = 10_000;

export interface BotOptions {
  readonly newshound: BotContext['newshound'];
  readonly token: string;
  /** Base of Discord's REST API. */
  readonly api: string;
  readonly editIntervalMs: number;
  /** Where to remember which commands were registered. */
  readonly commandsFile: string;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly commands?: readonly Command[];
}

/** A bot that is online. */
export interface Bot {
  readonly inviteLink: string;
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
  const { log, newshound, editIntervalMs, clock = systemClock, commands = COMMANDS } = options;
  const running = new RunningAnswers();
  const context: BotContext = { newshound, clock, log, editIntervalMs, running };
  const client = createClient(options.api);

  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void runCommand(interaction, commands, context);
  });
  client.on(Events.MessageCreate, (message) => void answerMention(message, context));
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
  const { application } = client;
  if (application === null) throw new Error('the client is ready without an application');
  const body = commands.map(({ data }) => data);
  try {
    const outcome = await registerCommands(client.rest, application.id, body, options.commandsFile);
    log.info({ commands: body.map(({ name }) => name), outcome }, 'slash commands');
  } catch (error) {
    // Mentions still work, and commands that were registered before.
    log.error({ err: error }, 'the slash commands could not be registered');
  }

  return {
    inviteLink: inviteLink(application.id),
    dead,
    async drain() {
      client.removeAllListeners(Events.InteractionCreate);
      client.removeAllListeners(Events.MessageCreate);
      let cancel: (() => void) | undefined;
      const patience = new Promise<void>((resolve) => {
        cancel = clock.after(MOST_DRAIN, resolve);
      });
      await Promise.race([running.stopAll(), patience]);
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
