import type { Action } from '../action-body.ts';
import type { ActionResult } from '../actions.ts';
import type { ServerOnPage, View } from '../view.ts';

export type Theme = 'dark' | 'light';

/** What the page remembers beside what the server says. */
export interface Ui {
  readonly theme: Theme;
  /** Too narrow for more than the conversation: the rest is in drawers. */
  readonly narrow: boolean;
  readonly drawer: 'channels' | 'members' | null;
  /** The message that has the focus or the pointer on it, and shows what can be done with it. */
  readonly active: string | null;
  readonly replyTo: string | null;
  /** The message under which a thread is about to be started. */
  readonly threadFrom: string | null;
  /** Ephemeral messages and lost interactions that were put away. */
  readonly dismissed: ReadonlySet<string>;
  /** Newest message that was seen in each channel, by person and channel. */
  readonly seen: ReadonlyMap<string, string>;
  /** What could not be done, as a sentence. */
  readonly problem: string | null;
  readonly connected: boolean;
}

/** What every part of the page draws from, and how it makes things happen. */
export interface Context {
  readonly view: View;
  readonly ui: Ui;
  readonly change: (changes: Partial<Ui>) => void;
  readonly act: (action: Action, files?: readonly File[]) => Promise<ActionResult>;
  readonly become: (personId: string) => void;
  readonly open: (channelId: string) => void;
  /** Opens the direct conversation with the bot. */
  readonly openDirect: () => Promise<void>;
}

/** Key of `seen`. */
export function seenKey(personId: string, channelId: string): string {
  return `${personId}/${channelId}`;
}

/** The server whose channel is open; nothing in conversations outside of servers. */
export function openServer({ servers, open }: Pick<View, 'servers' | 'open'>): ServerOnPage | undefined {
  return servers.find(({ id }) => id === open?.serverId);
}

/** Those who can read the open channel. */
export function readers({ people, open }: Pick<View, 'people' | 'open'>): View['people'] {
  return people.filter(({ id }) => open?.memberIds.includes(id) === true);
}
