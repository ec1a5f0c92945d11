import { describe, expect, test } from '@jest/globals';
import { createLog } from '../../../src/discord/log.ts';

describe('the log', () => {
  test('never holds a secret, an interaction token or the words of a request', () => {
    let written = '';
    const log = createLog('info', ['top.secret.token', null], { write: (text) => (written += text) });
    const error = Object.assign(new Error('401 for top.secret.token'), {
      url: `https://discord.com/api/v10/webhooks/123/${'aW50ZXJhY3Rpb24'.repeat(5)}/messages/@original`,
      requestBody: { json: { content: 'private words' } },
      code: 50_027,
    });
    log.error({ err: error, token: 'top.secret.token' }, 'failed');
    expect(JSON.parse(written)).toMatchObject({
      msg: 'failed',
      token: '[secret]',
      err: { code: 50_027, url: 'https://discord.com/api/v10/webhooks/123/[token]/messages/@original' },
    });
    expect(written).not.toMatch(/top\.secret|aW50|private words/);
  });

  test('says nothing where it is silent', () => {
    let written = '';
    createLog('silent', [], { write: (text) => (written += text) }).error('something');
    expect(written).toBe('');
  });
});
