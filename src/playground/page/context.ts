import type { Action, ActionResult } from '../actions.ts';
import type { View } from '../view.ts';

export type Theme = 'dark' | 'light';

/** What the page remembers beside what the server says. */
export interface Ui {
  readonly theme: Theme;
  /** Too narrow for more than the conversation: the rest is in drawers. */
  readonly narrow: boolean;
  readonly drawer: 'channels' | 'members' | null;
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
  readonly act: (action: Action) => Promise<ActionResult>;
  readonly become: (personId: string) => void;
  readonly open: (channelId: string) => void;
}

/** Key of `seen`. */
export function seenKey(personId: string, channelId: string): string {
  return `${personId}/${channelId}`;
}
