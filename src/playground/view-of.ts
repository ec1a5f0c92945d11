import { ChannelType, InteractionType } from 'discord-api-types/v10';
import type { Person } from '../sandbox/people/person.ts';
import { isVisible } from '../sandbox/people/transcript.ts';
import { limit } from '../sandbox/rules/rules.ts';
import {
  type Channel,
  entry,
  hasBot,
  type Interaction,
  type Message,
  type State,
  type User,
} from '../sandbox/state.ts';
import { commandsFor } from './commands-for.ts';
import { maySee, readersOf } from './may-see.ts';
import { messageOnPage } from './message-on-page.ts';
import type {
  ChannelOnPage,
  ModalOnPage,
  OpenChannel,
  PendingOnPage,
  PersonOnPage,
  ServerOnPage,
  View,
} from './view.ts';

/** Newest messages of a channel that are sent to the page. */
const MOST_MESSAGES = 100;

/** How long "is typing" lasts, in milliseconds. Source: resources/channel.mdx#trigger-typing-indicator. */
const TYPING_LASTS = 10_000;

/** How long a lost interaction is shown, in milliseconds. */
const LOSS_SHOWN = 60_000;

/** Violations that are sent to the page. */
const MOST_VIOLATIONS = 20;

export interface Viewer {
  readonly person: Person;
  /** The channel on the screen; one that the person may not see shows nothing. */
  readonly channelId: string | null;
  readonly now: number;
  /** Those one can be on the page. */
  readonly actorIds: readonly string[];
  readonly samples: readonly string[];
}

/** The sandbox as one person sees it. @throws Error where there is no such person */
export function viewOf(state: State, viewer: Viewer): View {
  const { person, channelId } = viewer;
  const me = person.user;
  const channels = [...state.channels.values()].filter((channel) => maySee(state, channel, me.id));
  const open = channels.find(({ id }) => id === channelId);
  const onPage = (guildId: string | null): ChannelOnPage[] =>
    channels
      .filter((channel) => channel.guildId === guildId)
      .map((channel) => channelOnPage(state, channel, me));
  return {
    me: personOnPage(me),
    people: [...state.users.values()].map(personOnPage),
    actors: viewer.actorIds.map((id) => personOnPage(entry(state.users, id))),
    bot: personOnPage(entry(state.users, state.application.id)),
    servers: [...state.guilds.values()]
      .filter(({ members }) => members.some(({ userId }) => userId === me.id))
      .map((guild): ServerOnPage => ({
        id: guild.id,
        name: guild.name,
        hasBot: hasBot(state, guild),
        roles: guild.roles.map(({ id, name }) => ({ id, name })),
        channels: onPage(guild.id),
      })),
    // The conversation with the bot stands first.
    directs: onPage(null).sort((a, b) => a.kind.localeCompare(b.kind)),
    open: open === undefined ? null : openChannel(state, open, viewer),
    commands: open === undefined ? [] : commandsFor(person.in(open).commands, me.locale),
    modal: modalOf(state, me.id),
    samples: viewer.samples,
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

function personOnPage({ id, name, bot }: User): PersonOnPage {
  return { id, name, bot };
}

function messagesIn(state: State, channel: Channel, personId: string): Message[] {
  return [...state.messages.values()].filter(
    (message) => message.channelId === channel.id && isVisible(state, message, personId),
  );
}

function channelOnPage(state: State, channel: Channel, me: User): ChannelOnPage {
  return {
    id: channel.id,
    ...placeOf(state, channel, me),
    archived: channel.thread?.archived === true,
    isPrivate: channel.type === ChannelType.PrivateThread,
    parentId: channel.thread?.parentId ?? null,
    lastMessageId: messagesIn(state, channel, me.id).at(-1)?.id ?? null,
  };
}

/** What a person's client calls a channel: conversations bear the names of the others in them. */
function placeOf(state: State, channel: Channel, me: User): Pick<ChannelOnPage, 'name' | 'kind'> {
  if (channel.guildId !== null) return { name: channel.name, kind: channel.thread ? 'thread' : 'text' };
  const others = readersOf(state, channel).filter((id) => id !== me.id);
  const name = others.map((id) => entry(state.users, id).name).join(', ');
  return { name, kind: channel.recipientId === null ? 'group' : 'direct' };
}

function openChannel(state: State, channel: Channel, { person, now }: Viewer): OpenChannel {
  const { user } = person;
  const messages = messagesIn(state, channel, user.id).slice(-MOST_MESSAGES);
  const answered = (at: number): boolean =>
    messages.some(({ authorId, createdAt }) => authorId === state.application.id && createdAt >= at);
  const typing = state.typing.some(
    ({ channelId, at }) => channelId === channel.id && now - at < TYPING_LASTS && !answered(at),
  );
  return {
    channel: channelOnPage(state, channel, user),
    serverId: channel.guildId,
    memberIds: readersOf(state, channel),
    messages: messages.map((message) => messageOnPage(state, message, user.id)),
    pending: [...state.interactions.values()]
      .filter((interaction) => interaction.channelId === channel.id && interaction.userId === user.id)
      .flatMap((interaction) => pendingOnPage(interaction, now)),
    typing: typing ? [entry(state.users, state.application.id).name] : [],
  };
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
