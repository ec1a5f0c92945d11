import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MarkdownNode } from '../../../../src/playground/markdown/nodes.ts';
import { parseMarkdown, safeAddress } from '../../../../src/playground/markdown/parse.ts';

function all(nodes: readonly MarkdownNode[]): MarkdownNode[] {
  return nodes.flatMap((node) => [
    node,
    ...('children' in node ? all(node.children) : []),
    ...('items' in node ? all(node.items) : []),
  ]);
}

const text = (value: string): MarkdownNode => ({ type: 'text', text: value });

describe("Discord's markdown", () => {
  test('knows emphasis, code, spoilers and small print', () => {
    expect(parseMarkdown('**b** *i* __u__ ~~s~~ `c` ||x||')).toEqual([
      { type: 'bold', children: [text('b')] },
      text(' '),
      { type: 'italic', children: [text('i')] },
      text(' '),
      { type: 'underline', children: [text('u')] },
      text(' '),
      { type: 'strike', children: [text('s')] },
      text(' '),
      { type: 'code', text: 'c' },
      text(' '),
      { type: 'spoiler', children: [text('x')] },
    ]);
    expect(parseMarkdown('-# searching')).toEqual([{ type: 'small', children: [text('searching')] }]);
    expect(parseMarkdown('```js\nlet a;\n```')).toEqual([{ type: 'codeBlock', text: 'let a;' }]);
  });

  test('knows headings, quotes and lists at the start of a line only', () => {
    expect(parseMarkdown('# Title\n> said\nwords > more')).toEqual([
      { type: 'heading', level: 1, children: [text('Title')] },
      { type: 'quote', children: [text('said'), { type: 'break' }] },
      text('words > more'),
    ]);
    expect(parseMarkdown('**Near**\n- one\n- two **2**')).toEqual([
      { type: 'bold', children: [text('Near')] },
      { type: 'break' },
      {
        type: 'list',
        items: [
          { type: 'item', children: [text('one')] },
          { type: 'item', children: [text('two '), { type: 'bold', children: [text('2')] }] },
        ],
      },
    ]);
    expect(parseMarkdown('a - b')).toEqual([text('a - b')]);
  });

  test('knows mentions, commands and timestamps', () => {
    expect(
      parseMarkdown('<@123456789012345678> </ask:123456789012345678> <t:1700000000:R> @everyone'),
    ).toEqual([
      { type: 'mention', of: 'user', id: '123456789012345678' },
      text(' '),
      { type: 'command', name: 'ask' },
      text(' '),
      { type: 'time', seconds: 1_700_000_000, style: 'R' },
      text(' '),
      { type: 'everyone', text: '@everyone' },
    ]);
  });

  test('makes links of http and https alone', () => {
    expect(parseMarkdown('[1][2] [Why?](<https://example.org/a>)')).toEqual([
      text('[1][2] '),
      { type: 'link', href: 'https://example.org/a', children: [text('Why?')] },
    ]);
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//x',
    ]) {
      expect(safeAddress(address)).toBeNull();
      expect(
        all(parseMarkdown(`[x](${address}) [y](<${address}>) <${address}>`)).map(({ type }) => type),
      ).not.toContain('link');
    }
  });

  test('an escaped mark is a plain one, and markup is text', () => {
    expect(parseMarkdown('\\*no\\* <b onclick="x">&amp;</b>')).toEqual([
      text('*no* <b onclick="x">&amp;</b>'),
    ]);
  });

  test('parses whatever anybody writes, into known nodes with safe addresses', () => {
    const hostile = fc
      .array(
        fc.constantFrom(
          '*',
          '**',
          '_',
          '~~',
          '`',
          '```',
          '[',
          ']',
          '(',
          ')',
          '<',
          '>',
          '\n',
          '> ',
          '# ',
          '- ',
          '-# ',
          '||',
          '\\',
          '@',
          '</:12345678901234567>',
          'javascript:',
          'https://a.b',
          '[a](',
          'x',
          ' ',
          '<t:99999999999999999:R>',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ maxLength: 300, unit: 'grapheme' })), (written) => {
        for (const node of all(parseMarkdown(written))) {
          if (node.type === 'link') expect(node.href).toMatch(/^https?:\/\//);
          if (node.type === 'text') expect(typeof node.text).toBe('string');
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(['[a](', '[', '*', '_', '`', '> ', '<@', '||', '- ', '[](<', '**a*', 'https://'])(
    'is quick on 2,000 characters of %s',
    (part) => {
      const started = performance.now();
      parseMarkdown(part.repeat(2000).slice(0, 2000));
      // A table of thousands of such would be slow; one that freezes the page takes seconds.
      expect(performance.now() - started).toBeLessThan(1500);
    },
  );
});
