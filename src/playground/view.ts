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
  readonly kind: 'text' | 'thread' | 'direct';
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
  readonly channels: readonly ChannelOnPage[];
  readonly memberIds: readonly string[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

/** Above an answer: the message that it replies to, or `null` where that was deleted. */
export interface ReplyOnPage {
  readonly messageId: string;
  readonly authorId: string;
  readonly text: string;
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
  /** Direct conversations. */
  readonly directs: readonly ChannelOnPage[];
  /** The channel that was asked for; `null` where this person has none of that id. */
  readonly open: OpenChannel | null;
  readonly commands: readonly CommandOnPage[];
  readonly modal: ModalOnPage | null;
  /** What no correct bot does, newest last; a bot in development reads here why it was refused. */
  readonly violations: readonly string[];
}
