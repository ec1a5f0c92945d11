import { ChannelType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { commandsIn } from '../sandbox/commands/commands.ts';
import { isVisible } from '../sandbox/people/transcript.ts';
import { limit } from '../sandbox/rules/rules.ts';
import {
  type Channel,
  entry,
  type Interaction,
  type Message,
  type State,
  type User,
} from '../sandbox/state.ts';
import { commandsFor } from './commands-for.ts';
import type {
  ChannelOnPage,
  MessageOnPage,
  ModalOnPage,
  OpenChannel,
  PendingOnPage,
  PersonOnPage,
  ReplyOnPage,
  ServerOnPage,
  View,
} from './view.ts';

/** Newest messages of a channel that are sent to the page. */
const MOST_MESSAGES = 100;

/** Characters of a message that stand above a reply to it. */
const MOST_REPLY_PREVIEW = 120;

/** How long "is typing" lasts, in milliseconds. Source: resources/channel.mdx#trigger-typing-indicator. */
const TYPING_LASTS = 10_000;

/** How long a lost interaction is shown, in milliseconds. */
const LOSS_SHOWN = 60_000;

/** Violations that are sent to the page. */
const MOST_VIOLATIONS = 20;

export interface Viewer {
  readonly personId: string;
  /** The channel on the screen; one that the person may not see shows nothing. */
  readonly channelId: string | null;
  readonly now: number;
  /** Those one can be on the page. */
  readonly actorIds: readonly string[];
}

/** The sandbox as one person sees it. @throws Error where there is no such person */
export function viewOf(state: State, viewer: Viewer): View {
  const { personId, channelId } = viewer;
  const me = entry(state.users, personId);
  const channels = [...state.channels.values()].filter((channel) => maySee(state, channel, personId));
  const open = channels.find(({ id }) => id === channelId);
  return {
    me: personOnPage(me),
    people: [...state.users.values()].map(personOnPage),
    actors: viewer.actorIds.map((id) => personOnPage(entry(state.users, id))),
    bot: personOnPage(entry(state.users, state.application.id)),
    servers: [...state.guilds.values()].flatMap((guild): ServerOnPage[] =>
      guild.members.some(({ userId }) => userId === personId)
        ? [
            {
              id: guild.id,
              name: guild.name,
              memberIds: guild.members.map(({ userId }) => userId),
              roles: guild.roles.map(({ id, name }) => ({ id, name })),
              channels: channels
                .filter(({ guildId }) => guildId === guild.id)
                .map((channel) => channelOnPage(state, channel, personId)),
            },
          ]
        : [],
    ),
    directs: channels
      .filter(({ guildId }) => guildId === null)
      .map((channel) => channelOnPage(state, channel, personId)),
    open: open === undefined ? null : openChannel(state, open, viewer),
    commands: commandsFor(commandsIn(state, open?.guildId ?? null), me.locale, open?.guildId !== null),
    modal: modalOf(state, personId),
    violations: state.violations.slice(-MOST_VIOLATIONS),
  };
}

/** The form that is open before somebody; the newest where there are several. */
function modalOf(state: State, personId: string): ModalOnPage | null {
  const opener = [...state.interactions.values()].findLast(
    ({ userId, form }) => userId === personId && form !== null,
  );
  return opener?.form ? { id: opener.id, form: opener.form } : null;
}

/** True where somebody is there to see a channel. */
export function maySee(state: State, channel: Channel, personId: string): boolean {
  if (channel.guildId === null) return channel.recipientId === personId;
  const { thread, type } = channel;
  if (thread && type === ChannelType.PrivateThread && !thread.memberIds.includes(personId)) return false;
  return entry(state.guilds, channel.guildId).members.some(({ userId }) => userId === personId);
}

function personOnPage({ id, name, bot }: User): PersonOnPage {
  return { id, name, bot };
}

function messagesIn(state: State, channel: Channel, personId: string): Message[] {
  return [...state.messages.values()].filter(
    (message) => message.channelId === channel.id && isVisible(state, message, personId),
  );
}

function channelOnPage(state: State, channel: Channel, personId: string): ChannelOnPage {
  return {
    id: channel.id,
    name: channel.guildId === null ? entry(state.users, state.application.id).name : channel.name,
    kind: channel.guildId === null ? 'direct' : channel.thread ? 'thread' : 'text',
    archived: channel.thread?.archived === true,
    parentId: channel.thread?.parentId ?? null,
    lastMessageId: messagesIn(state, channel, personId).at(-1)?.id ?? null,
  };
}

function openChannel(state: State, channel: Channel, { personId, now }: Viewer): OpenChannel {
  const messages = messagesIn(state, channel, personId).slice(-MOST_MESSAGES);
  const answered = (at: number): boolean =>
    messages.some(({ authorId, createdAt }) => authorId === state.application.id && createdAt >= at);
  const typing = state.typing.some(
    ({ channelId, at }) => channelId === channel.id && now - at < TYPING_LASTS && !answered(at),
  );
  return {
    channel: channelOnPage(state, channel, personId),
    messages: messages.map((message) => messageOnPage(state, message, personId)),
    pending: [...state.interactions.values()]
      .filter((interaction) => interaction.channelId === channel.id && interaction.userId === personId)
      .flatMap((interaction) => pendingOnPage(interaction, now)),
    typing: typing ? [entry(state.users, state.application.id).name] : [],
  };
}

function messageOnPage(state: State, message: Message, personId: string): MessageOnPage {
  const { flags, mentions, interactionId } = message;
  const interaction = interactionId === null ? undefined : state.interactions.get(interactionId);
  return {
    id: message.id,
    authorId: message.authorId,
    text: message.content,
    at: message.createdAt,
    edited: wasEdited(message),
    ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
    thinking: (flags & MessageFlags.Loading) !== 0,
    mentionsMe: mentions.everyone || mentions.users.includes(personId),
    // What a button brings stands below the message with the button.
    reply: replyOnPage(state, message.replyTo ?? interaction?.messageId ?? null),
    command:
      interaction?.type === InteractionType.ApplicationCommand
        ? { userId: interaction.userId, name: interaction.name }
        : null,
    components: message.components,
    embeds: message.embeds,
    threadId: threadUnder(state, message, personId),
  };
}

/** The thread that was started under a message, where this person may see it. */
function threadUnder(state: State, { id }: Message, personId: string): string | null {
  const channels = [...state.channels.values()];
  const found = channels.find(
    (channel) => channel.thread?.messageId === id && maySee(state, channel, personId),
  );
  return found?.id ?? null;
}

/** The first text of a deferred response is no edit; what comes after is marked. */
function wasEdited({ history }: Message): boolean {
  return history.filter(({ content }) => content !== '').length > 1;
}

function replyOnPage(state: State, replyTo: string | null): ReplyOnPage | 'deleted' | null {
  if (replyTo === null) return null;
  const target = state.messages.get(replyTo);
  if (target === undefined || target.deletedAt !== null) return 'deleted';
  const [line = ''] = target.content.split('\n');
  return { messageId: target.id, authorId: target.authorId, text: line.slice(0, MOST_REPLY_PREVIEW) };
}

function pendingOnPage(interaction: Interaction, now: number): PendingOnPage[] {
  const age = now - interaction.createdAt;
  const silent = interaction.type === InteractionType.ApplicationCommandAutocomplete;
  if (silent || interaction.acknowledgedAt !== null || age > LOSS_SHOWN) return [];
  return [
    {
      id: interaction.id,
      what: interaction.name,
      messageId: interaction.messageId,
      at: interaction.createdAt,
      failed: age > limit('acknowledgeWithin'),
    },
  ];
}
