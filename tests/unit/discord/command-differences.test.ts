import { describe, expect, test } from '@jest/globals';
import { commandDifferences } from '../../../src/discord/command-differences.ts';
import { COMMANDS } from '../../../src/discord/commands/list.ts';

const WANTED = COMMANDS.map(({ data }) => data);

/** A command as Discord returns it: with more than was registered, and with defaults filled in or left out. */
function asReturned() {
  const [{ options, ...ask }] = structuredClone(WANTED) as unknown as [
    { name: string; contexts: number[]; options: Record<string, unknown>[] },
  ];
  const returned = {
    ...ask,
    id: '1',
    application_id: '2',
    version: '3',
    nsfw: false,
    default_member_permissions: null,
    dm_permission: true,
    contexts: [2, 0, 1],
    options: options.map((option): Record<string, unknown> => ({
      autocomplete: false,
      choices: [],
      ...option,
    })),
  };
  return { returned, first: returned.options[0]!, second: returned.options[1]! };
}

describe('the commands that Discord has', () => {
  test('are those of this version, whatever Discord adds or leaves out', () => {
    expect(commandDifferences(WANTED, [asReturned().returned])).toEqual([]);
  });

  test('differ in sentences that say where', () => {
    const { returned, first, second } = asReturned();
    first['description'] = 'Ask me anything';
    delete first['required'];
    first['name_localizations'] = { de: 'was', fr: 'question' };
    returned.contexts = [0];
    returned.options.reverse();
    second['min_length'] = 1;
    expect(commandDifferences(WANTED, [returned, { name: 'old', description: 'x', id: '9' }])).toEqual([
      '/ask contexts is registered as [0], in this version it is [0,1,2].',
      '/ask options: registered as private, question, in this version as question, private.',
      '/ask options question name_localizations de is registered as "was", in this version it is "frage".',
      '/ask options question name_localizations fr is registered, and this version does not have it.',
      '/ask options question description is registered as "Ask me anything", in this version it is "What you would like to know".',
      '/ask options question required is not registered.',
      '/ask options private min_length is registered, and this version does not have it.',
      '/old is registered, and this version has no such command.',
    ]);
  });

  test('may be none, or no list at all', () => {
    expect(commandDifferences(WANTED, [])).toEqual(['/ask is not registered.']);
    expect(commandDifferences(WANTED, { message: '401: Unauthorized', code: 0 })).toEqual([
      '/ask is not registered.',
    ]);
  });
});
