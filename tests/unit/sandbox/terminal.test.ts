import { describe, expect, test } from '@jest/globals';
import { Feed, parseLine } from '../../../src/sandbox/terminal.ts';

describe('a line of the terminal', () => {
  test.each([
    ['alice: hello: world', { kind: 'says', name: 'alice', text: 'hello: world' }],
    ['alice:/ask', { kind: 'runs', name: 'alice', command: 'ask', options: {} }],
    [
      'alice: /ask question=why a=b? since=last week',
      {
        kind: 'runs',
        name: 'alice',
        command: 'ask',
        options: { question: 'why', a: 'b?', since: 'last week' },
      },
    ],
    ['bob: [Show more]', { kind: 'clicks', name: 'bob', button: 'Show more' }],
    ['hello', { kind: 'unclear' }],
    ['', { kind: 'unclear' }],
  ])('%s', (line, expected) => {
    expect(parseLine(line)).toEqual(expected);
  });

  test('comes once, and again when it has changed', () => {
    const feed = new Feed();
    expect(feed.next('--- #general as you sees it ---\n1 a\n2 b\n---')).toEqual(['1 a', '2 b']);
    expect(feed.next('--- #general as you sees it ---\n1 a\n2 b (edited once)\n---')).toEqual([
      '2 b (edited once)',
    ]);
  });
});
