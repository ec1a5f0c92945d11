import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Person } from '../../../../src/sandbox/people/person.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';

/** Where people ask, and what the bot lacks there. */

export interface Place {
  readonly name: string;
  /** What the bot lacks; empty where it lacks nothing. */
  readonly lacks: string;
  /** A person who looks at such a place. */
  readonly somebody: (sandbox: Sandbox, name: string) => Person;
}

const { ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory, EmbedLinks } =
  PermissionFlagsBits;

/** Rights that a server may take from the bot in a channel, each for itself. */
const RIGHTS: Readonly<Record<string, bigint>> = {
  '': 0n,
  'view channel': ViewChannel,
  'send messages': SendMessages,
  'send messages in threads': SendMessagesInThreads,
  'read message history': ReadMessageHistory,
  'embed links': EmbedLinks,
};

const channelName = (right: string) => `without ${right}`;

/** The channels that the bot must know when it connects. */
export function addChannels(sandbox: Sandbox): void {
  const [everyone] = sandbox.guild.roles;
  if (everyone) everyone.permissions |= PermissionFlagsBits.CreatePrivateThreads;
  for (const [right, deniedToBot] of Object.entries(RIGHTS))
    sandbox.addChannel(channelName(right), { deniedToBot });
}

function inChannel(lacks: string): Place {
  return {
    name: 'channel',
    lacks,
    somebody: (sandbox, name) => sandbox.person(name).in(sandbox.channel(channelName(lacks))),
  };
}

function inThread(lacks: string): Place {
  return {
    name: 'thread',
    lacks,
    somebody: (sandbox, name) => inChannel(lacks).somebody(sandbox, name).startsThread(`thread of ${name}`),
  };
}

function inPrivateThread(lacks: string, isMember = true): Place {
  return {
    name: 'private thread',
    lacks: isMember ? lacks : 'membership',
    somebody: (sandbox, name) => {
      const person = inChannel(lacks).somebody(sandbox, name);
      const within = person.startsThread(`private thread of ${name}`, null, { isPrivate: true });
      if (isMember) within.addsToThread(sandbox.bot);
      return within;
    },
  };
}

export const PLACES: readonly Place[] = [
  ...['', 'view channel', 'send messages', 'read message history', 'embed links'].map(inChannel),
  ...['', 'view channel', 'send messages', 'send messages in threads', 'read message history'].map(inThread),
  ...['', 'send messages in threads', 'read message history'].map((lacks) => inPrivateThread(lacks)),
  inPrivateThread('', false),
  {
    name: 'direct message with the bot',
    lacks: '',
    somebody: (sandbox, name) => {
      const person = sandbox.person(name);
      return person.in(sandbox.direct(person));
    },
  },
  {
    name: 'the same, by somebody who has added it for themselves',
    lacks: 'a common server',
    somebody: (sandbox, name) => {
      const person = sandbox.personElsewhere(name);
      return person.in(sandbox.direct(person));
    },
  },
  {
    name: 'server, by somebody who has added it for themselves',
    lacks: 'membership',
    somebody: (sandbox, name) => sandbox.personElsewhere(name),
  },
  {
    name: 'group conversation, by somebody who has added it for themselves',
    lacks: 'membership',
    somebody: (sandbox, name) =>
      sandbox.addPrivateChannel(`group of ${name}`, name, `${name}'s friend`, `${name}'s aunt`),
  },
];
