import { describe, expect, test } from '@jest/globals';
import { completed, suggestionsFor, withMentions } from '../../../src/playground/suggestions.ts';
import type { CommandOnPage, OpenChannel, PersonOnPage } from '../../../src/playground/view.ts';

const people: PersonOnPage[] = [
  { id: '1', name: 'alice', bot: false },
  { id: '2', name: 'Newshound', bot: true },
  { id: '3', name: 'al', bot: false },
];
const ask: CommandOnPage = { name: 'ask', label: 'frag', description: '', kind: 'slash', options: [] };
const open = { memberIds: people.map(({ id }) => id) } as unknown as OpenChannel;
const view = { commands: [ask], people, open };
const names = (text: string): string[] =>
  suggestionsFor(text, text.length, view).map((found) =>
    found.kind === 'command' ? found.command.name : found.person.name,
  );

describe('the composer offers', () => {
  test('commands by their name and by their name in the own language', () => {
    expect([names('/'), names('/as'), names('/FRA'), names('/x'), names('what /ask')]).toEqual([
      ['ask'],
      ['ask'],
      ['ask'],
      [],
      [],
    ]);
  });

  test('people, the bot first', () => {
    expect(names('hello @')).toEqual(['Newshound', 'alice', 'al']);
    expect(names('@NEWS')).toEqual(['Newshound']);
    expect(names('mail@al')).toEqual([]);
  });
});

describe('a name', () => {
  test('is completed where the caret is', () => {
    expect(completed('hi @ne there', 6, 'Newshound')).toEqual({ text: 'hi @Newshound there', caret: 14 });
  });

  test('becomes a mention when it is sent, whole names alone', () => {
    expect(withMentions('@Newshound and @alice, not @alicex or a@al.de', people)).toBe(
      '<@2> and <@1>, not @alicex or a@al.de',
    );
  });
});
