import { describe, expect, test } from '@jest/globals';
import { answerMessages, draftMessage } from '../../../../src/discord/views/answer.ts';
import { phrases } from '../../../../src/i18n/phrases.ts';
import { aCitation, anAnswer } from '../../../support/discord/fake-newshound.ts';

describe('an answer on Discord', () => {
  test('names each article once, with all its numbers, and says what it can about it', () => {
    const citations = [
      aCitation(),
      aCitation({ n: 2, articleId: 'other', title: 'No link', url: null, outlet: null, publishedAt: null }),
      aCitation({ n: 3 }),
    ];
    expect(answerMessages(anAnswer({ text: 'A [1]. B [2]. C [3].', citations }))).toEqual([
      'A [1]. B [2]. C [3].\n\n**Sources**\n[1][3] [Meta opens Llama 2](<https://example.org/llama-2>) – Harbour Courier, 18 July 2023\n[2] No link',
    ]);
  });

  test('shows notices in small print between the text and the sources', () => {
    const notices = [{ code: 'model-failed', detail: 'the process died' }] as const;
    const [message] = answerMessages(
      anAnswer({ form: 'quotes', text: '“A *quote*” [1]', notices, frame: 'de' }),
    );
    expect(message).toMatch(
      /^“A \\\*quote\\\*” \[1\]\n\n-# Das Sprachmodell ist ausgefallen.*\n\n\*\*Quellen\*\*\n/,
    );
    expect(message).not.toContain('process');
  });

  test('that found nothing names the nearest articles', () => {
    const answer = anAnswer({
      kind: 'no-evidence',
      form: 'quotes',
      text: phrases('en').nothingFound,
      citations: [],
      nearby: [aCitation()],
    });
    expect(answerMessages(answer)).toEqual([
      'I found nothing on this in the articles.\n\n**Nearest articles**\n- [Meta opens Llama 2](<https://example.org/llama-2>) – Harbour Courier, 18 July 2023',
    ]);
  });

  test('never shows where a file lies on the machine', () => {
    const citations = [aCitation({ url: null, locator: '/srv/private/a.md' })];
    expect(answerMessages(anAnswer({ citations })).join()).not.toContain('private');
  });

  test('with very many sources is split between lines', () => {
    const citations = Array.from({ length: 80 }, (_, n) =>
      aCitation({ n: n + 1, articleId: String(n), url: `https://e.org/${'x'.repeat(400)}` }),
    );
    const messages = answerMessages(anAnswer({ citations }));
    for (const message of messages) expect(message.length).toBeLessThanOrEqual(2000);
    expect(
      messages
        .join('\n')
        .match(/^\[\d+\] \[Meta opens Llama 2\]\(<[^>]+>\) – Harbour Courier, 18 July 2023$/gm),
    ).toHaveLength(80);
  });
});

describe('a draft', () => {
  const words = phrases('en');

  test('shows what is being done below what is written', () => {
    expect(draftMessage('', 'Searching 3 articles …', words)).toBe('-# Searching 3 articles …');
    expect(draftMessage('So far [1]', 'Writing with x_y …', words)).toBe(
      'So far [1]\n-# Writing with x\\_y …',
    );
    expect(draftMessage('So far', '', words)).toBe('So far');
    expect(draftMessage('', '', words)).toBe('');
  });

  test('of any length is one message that says where it was cut', () => {
    const draft = draftMessage('word '.repeat(1000), 'Writing …', words);
    expect(draft.length).toBeLessThanOrEqual(2000);
    expect(draft).toMatch(/^(word )+word \[…\]\n-# Writing …$/);
  });

  test('with a code block that is still being written is closed', () => {
    const draft = draftMessage(`\`\`\`ts\n${'let a = 1;\n'.repeat(300)}`, 'Writing …', words);
    expect(draft.length).toBeLessThanOrEqual(2000);
    expect(draft.split('```')).toHaveLength(3);
  });
});
