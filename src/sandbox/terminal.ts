import type { Person } from './people/person.ts';
import type { Sandbox } from './sandbox.ts';

/** Speaking in the sandbox by lines of a terminal: `alice: @bot hello`, `alice: /ask question=why?`. */

/** What one line asks for. */
export type Line =
  | { readonly kind: 'says'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'runs';
      readonly name: string;
      readonly command: string;
      readonly options: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'clicks'; readonly name: string; readonly button: string }
  | { readonly kind: 'unclear' };

/** The value of an option runs until the next option begins. */
const OPTION = /\s([\p{L}\p{N}_-]+)=/u;

/** Reads one line. */
export function parseLine(line: string): Line {
  const match = /^\s*([^:\s]+)\s*:\s*(.+)$/su.exec(line);
  const [, name, said] = match ?? [];
  if (name === undefined || said === undefined) return { kind: 'unclear' };
  const button = /^\[(.+)\]\s*$/u.exec(said)?.[1];
  if (button !== undefined) return { kind: 'clicks', name, button };
  if (!said.startsWith('/')) return { kind: 'says', name, text: said };
  const [command = '', ...parts] = said.slice(1).split(OPTION);
  const options: Record<string, string> = {};
  for (let index = 0; index + 1 < parts.length; index += 2)
    options[parts[index] ?? ''] = (parts[index + 1] ?? '').trim();
  return { kind: 'runs', name, command: command.trim(), options };
}

/** How to use the terminal. */
export const USAGE =
  'Type  alice: @bot hello  or  alice: /command option=value  or  alice: [Button]  to be somebody.';

/** People who act by lines. Whoever is named first joins the server. */
export class TerminalPeople {
  readonly #sandbox: Sandbox;
  readonly #people = new Map<string, Person>();
  /** Whoever spoke last; somebody who only looks, until then. */
  viewer: Person;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.viewer = sandbox.person('you');
  }

  /**
   * Does what a line asks for.
   * @returns what to tell whoever typed it; `null` where all went well
   */
  act(text: string): string | null {
    const line = parseLine(text);
    if (line.kind === 'unclear') return text.trim() === '' ? null : USAGE;
    const person = this.#person(line.name);
    this.viewer = person;
    try {
      if (line.kind === 'says') person.says(line.text.replaceAll('@bot', `<@${this.#sandbox.bot.id}>`));
      else if (line.kind === 'clicks') person.clicks(line.button);
      else person.runs(line.command, line.options);
      return null;
    } catch (error) {
      // What a client would not let a person do, said in the first line; the conversation is on the screen already.
      return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    }
  }

  #person(name: string): Person {
    const person = this.#people.get(name) ?? this.#sandbox.person(name);
    this.#people.set(name, person);
    return person;
  }
}

/** A conversation that goes on, line by line as it comes. */
export class Feed {
  #shown = new Set<string>();

  /** The lines of a transcript that were not there before. */
  next(transcript: string): string[] {
    const lines = transcript.split('\n').filter((line) => line !== '---' && !line.startsWith('--- '));
    const fresh = lines.filter((line) => !this.#shown.has(line));
    this.#shown = new Set(lines);
    return fresh;
  }
}
