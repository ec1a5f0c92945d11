import { describe, expect, test } from '@jest/globals';
import { link, modelText, oneLine, plainText } from '../../../../src/discord/views/markdown.ts';

describe('text that is shown as it is written', () => {
  test.each([
    ['*stars* and _lines_', '\\*stars\\* and \\_lines\\_'],
    ['`code` ||hidden|| ~~gone~~', '\\`code\\` \\|\\|hidden\\|\\| \\~\\~gone\\~\\~'],
    ['@everyone <@123> <#4> <t:0:R>', '\\@everyone \\<\\@123> \\<#4> \\<t:0:R>'],
    ['# Heading\n> quote\n>>> all\n-# small', '\\# Heading\n\\> quote\n\\>>> all\n-\\# small'],
    ['[safe](https://evil.example) [1]', '[safe]\\(https://evil.example) [1]'],
    ['C:\\path', 'C:\\\\path'],
  ])('%s', (text, shown) => {
    expect(plainText(text)).toBe(shown);
  });
});

describe('text of a model', () => {
  test('keeps code, bold and addresses, escapes the rest', () => {
    expect(modelText('**Bold** `x_y` *x* https://e.org/a_b [1]')).toBe(
      '**Bold** `x_y` \\*x\\* https://e.org/a_b [1]',
    );
    expect(modelText('```ts\na*b\n``` a*b')).toBe('```ts\na*b\n``` a\\*b');
  });

  test('cannot hide an address behind another one', () => {
    expect(modelText('[https://good.org](https://evil.example)')).not.toContain('](');
    expect(modelText('[**good**](https://evil.example)')).not.toMatch(/(?<!\\)\]\(/);
    expect(modelText('**[good](https://evil.example)**')).not.toContain('](');
  });

  test('cannot swallow what follows: an open code block is closed, an open mark is escaped', () => {
    expect(modelText('see\n```js\nlet a')).toBe('see\n```js\nlet a\n```');
    expect(modelText('```')).toBe('```\n```');
    expect(modelText('an ` open one, and **another')).toBe('an \\` open one, and \\*\\*another');
    expect(modelText('>>> and all below')).toBe('\\>>> and all below');
  });

  test('has no invisible characters', () => {
    expect(modelText('a\u0000b\u202ec\u200bd\ud800e\nf\u200dg')).toBe('abcde\nf\u200dg');
  });
});

describe('one line of somebody else’s words', () => {
  test('is folded, cut between letters, and thinned of stacked accents', () => {
    expect(oneLine('  a\n\tb\u0007 c ', 50)).toBe('a b c');
    expect(oneLine('👍'.repeat(10), 5)).toBe('👍👍👍👍…');
    expect(oneLine(`e${'\u0301'.repeat(20)}`, 50)).toBe(`e${'\u0301'.repeat(3)}`);
  });

  test('from right to left is isolated from what follows', () => {
    expect(oneLine('שלום', 50)).toBe('\u2068שלום\u2069');
  });
});

describe('a link', () => {
  test('has its title escaped and free of brackets and addresses', () => {
    expect(link('[New] *Llama* at https://meta.example', 'https://e.org/')).toBe(
      '[(New) \\*Llama\\* at meta.example](<https://e.org/>)',
    );
  });

  test('has every character of its address that could end it encoded', () => {
    expect(link('t', 'https://e.org/a(b)_c?q=<x>|y\\z#`*~[]')).toBe(
      '[t](<https://e.org/a%28b%29%5Fc?q=%3Cx%3E%7Cy%5Cz#%60%2A%7E%5B%5D>)',
    );
  });

  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['not an address'],
    ['https://good.org@evil.example/'],
    [`https://e.org/${'ä'.repeat(100)}`],
    [null],
  ])('is only a title where the address is %s', (url) => {
    expect(link('Title', url)).toBe('Title');
  });
});
