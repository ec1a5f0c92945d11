import {
  ApplicationIntegrationType,
  Client,
  GatewayIntentBits,
  Options,
  Partials,
  type RESTOptions,
} from 'discord.js';
import { NO_MENTIONS } from './message-options.ts';

/**
 * The connection to Discord. None of its intents is privileged: a message that mentions the bot, and a direct one,
 * carries its content without. `DirectMessages` needs channels as partials, and deletions messages.
 * @param api base of the REST API, without version
 */
export function createClient(api: string, rest: Partial<RESTOptions> = {}): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: NO_MENTIONS,
    rest: { ...rest, api },
    // Nothing is looked up in these; members are kept for the bot's own permissions.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 50, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
}

/** View channels, send messages, embed links, attach files, read history, create public threads, write in threads. */
const PERMISSIONS = '309237763072';

/** The link by which somebody adds the bot for themselves, to ask wherever they are. */
export function installLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    integration_type: String(ApplicationIntegrationType.UserInstall),
    scope: 'applications.commands',
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/** The link by which somebody who manages a server adds the bot to it. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: PERMISSIONS,
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
