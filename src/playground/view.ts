import type { MessageComponent } from '../sandbox/components/component-body.ts';
import type { Form } from '../sandbox/forms/form-body.ts';
import type { Embed } from '../sandbox/messages/embed-body.ts';

/** What one person's screen shows, as JSON between the server and the page. Every text in it is untrusted. */

/** Somebody with a name: a member, or the bot. */
export interface PersonOnPage {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
}

export interface ChannelOnPage {
  readonly id: string;
  readonly name: string;
  /** A direct conversation is one with the bot; a group is one of people without it. */
  readonly kind: 'text' | 'thread' | 'direct' | 'group';
  /** A thread for its members alone. */
  readonly isPrivate: boolean;
  /** A thread in which nobody has written for long, or that was put away. */
  readonly archived: boolean;
  /** The channel that a thread belongs to. */
  readonly parentId: string | null;
  /** Newest message that this person may see; `null` in an empty channel. */
  readonly lastMessageId: string | null;
}

export interface ServerOnPage {
  readonly id: string;
  readonly name: string;
  /** False where the bot is there only for those who have added it for themselves. */
  readonly hasBot: boolean;
  readonly channels: readonly ChannelOnPage[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

/** Above an answer: the message that it replies to, or `null` where that was deleted. */
export interface ReplyOnPage {
  readonly messageId: string;
  readonly authorId: string;
  readonly text: string;
}

/** A file below a message. */
export interface FileOnPage {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** In bytes. */
  readonly size: number;
  /** On the page's own server, for this person. */
  readonly address: string;
  /** True for pictures without any script in them. */
  readonly isPicture: boolean;
}

export interface ReactionOnPage {
  readonly emoji: string;
  readonly count: number;
  /** This person is among them. */
  readonly mine: boolean;
}

export interface MessageOnPage {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly edited: boolean;
  /** Only this person sees it. */
  readonly ephemeral: boolean;
  /** The bot has asked for time: "is thinking…". */
  readonly thinking: boolean;
  /** It mentions this person. */
  readonly mentionsMe: boolean;
  readonly reply: ReplyOnPage | 'deleted' | null;
  /** Above a response: who used which command. */
  readonly command: { readonly userId: string; readonly name: string } | null;
  readonly components: readonly MessageComponent[];
  readonly embeds: readonly Embed[];
  readonly files: readonly FileOnPage[];
  readonly reactions: readonly ReactionOnPage[];
  /** Its thread, where one was started. */
  readonly threadId: string | null;
}

/** What this person did and what the bot has not acknowledged: under way, or lost after three seconds. */
export interface PendingOnPage {
  readonly id: string;
  readonly what: string;
  /** The message whose component was used. */
  readonly messageId: string | null;
  readonly at: number;
  readonly failed: boolean;
}

export interface OptionOnPage {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly kind: 'text' | 'whole' | 'number' | 'boolean' | 'user' | 'role' | 'mentionable' | 'channel';
  readonly required: boolean;
  readonly autocomplete: boolean;
  readonly choices: readonly { readonly name: string; readonly value: string }[];
  readonly least: number | null;
  readonly most: number | null;
}

export interface CommandOnPage {
  readonly name: string;
  /** In the person's language, as the description is. */
  readonly label: string;
  readonly description: string;
  readonly kind: 'slash' | 'message' | 'user';
  readonly options: readonly OptionOnPage[];
}

/** A form that the bot has opened on this person's screen. */
export interface ModalOnPage {
  /** The interaction that opened it. */
  readonly id: string;
  readonly form: Form;
}

export interface OpenChannel {
  readonly channel: ChannelOnPage;
  /** The server that it is in; `null` for conversations outside of servers. */
  readonly serverId: string | null;
  /** Those who can read it. */
  readonly memberIds: readonly string[];
  readonly messages: readonly MessageOnPage[];
  readonly pending: readonly PendingOnPage[];
  /** Names of those who are writing. */
  readonly typing: readonly string[];
}

export interface View {
  readonly me: PersonOnPage;
  /** All who exist, for names and pictures. */
  readonly people: readonly PersonOnPage[];
  /** Those one can be. */
  readonly actors: readonly PersonOnPage[];
  readonly bot: PersonOnPage;
  readonly servers: readonly ServerOnPage[];
  /** Conversations outside of servers. */
  readonly directs: readonly ChannelOnPage[];
  /** The channel that was asked for; `null` where this person has none of that id. */
  readonly open: OpenChannel | null;
  readonly commands: readonly CommandOnPage[];
  readonly modal: ModalOnPage | null;
  /** Questions that the articles answer, for whoever does not know what to ask. */
  readonly samples: readonly string[];
  /** What no correct bot does, newest last; a bot in development reads here why it was refused. */
  readonly violations: readonly string[];
}
