import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../../src/discord/commands/list.ts';
import { MOST_QUESTION_LENGTH } from '../../../../src/domain/answer.ts';

describe('the slash commands', () => {
  test('have names of their own and a German side', () => {
    const names = COMMANDS.map(({ data }) => data.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { data } of COMMANDS) {
      for (const named of [data, ...(data.options ?? [])]) {
        expect(named.name_localizations).toHaveProperty('de');
        expect(named.description_localizations).toHaveProperty('de');
      }
    }
  });

  test('take as long a question as Newshound does', () => {
    const question = COMMANDS.find(({ data }) => data.name === 'ask')?.data.options?.[0];
    expect(question).toMatchObject({ max_length: MOST_QUESTION_LENGTH });
  });
});
