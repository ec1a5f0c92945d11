import type { CommandOnPage, PersonOnPage, View } from './view.ts';

/** What the composer offers while somebody writes; pure, so that the page only draws it. */
export type Suggestion =
  | { readonly kind: 'command'; readonly command: CommandOnPage }
  | { readonly kind: 'person'; readonly person: PersonOnPage };

const MOST_SUGGESTIONS = 8;

/**
 * Commands where a text begins with `/`, people where the word before the caret begins with `@`.
 * @param caret position in the text, in UTF-16 units
 */
export function suggestionsFor(
  text: string,
  caret: number,
  view: Pick<View, 'commands' | 'people' | 'open'>,
): Suggestion[] {
  const command = /^\/(\S*)$/.exec(text.slice(0, caret));
  if (command) {
    return view.commands
      .filter(({ kind, name, label }) => kind === 'slash' && begins(command[1], name, label))
      .slice(0, MOST_SUGGESTIONS)
      .map((found) => ({ kind: 'command', command: found }));
  }
  const person = /(?:^|\s)@(\S*)$/.exec(text.slice(0, caret));
  if (!person) return [];
  return view.people
    .filter(({ id, name }) => view.open?.memberIds.includes(id) === true && begins(person[1], name))
    .sort((a, b) => Number(b.bot) - Number(a.bot))
    .slice(0, MOST_SUGGESTIONS)
    .map((found) => ({ kind: 'person', person: found }));
}

function begins(typed = '', ...names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase().startsWith(typed.toLowerCase()));
}

/** The text with the word before the caret completed to a name, and where the caret stands then. */
export function completed(text: string, caret: number, name: string): { text: string; caret: number } {
  const before = text.slice(0, caret).replace(/@\S*$/, `@${name} `);
  return { text: before + text.slice(caret).trimStart(), caret: before.length };
}

/** `@Name` of people as Discord writes it: `<@id>`. Longer names first, so that none is cut by a shorter one. */
export function withMentions(text: string, people: readonly PersonOnPage[]): string {
  return [...people]
    .sort((a, b) => b.name.length - a.name.length)
    .reduce((written, { id, name }) => written.replace(nameInText(name), `$1<@${id}>`), text);
}

function nameInText(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[^\\p{L}\\p{N}<])@${literal}(?![\\p{L}\\p{N}])`, 'giu');
}
