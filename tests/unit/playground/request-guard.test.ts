import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { refusal } from '../../../src/playground/request-guard.ts';

function request(method: string, headers: Record<string, string>): IncomingMessage {
  return { method, headers } as unknown as IncomingMessage;
}

const OWN = { host: '127.0.0.1:7710' };
const PAGE = { ...OWN, origin: 'http://127.0.0.1:7710', 'sec-fetch-site': 'same-origin' };

describe('the playground answers', () => {
  test('its own page, by each name of loopback', () => {
    expect(refusal(request('GET', OWN), 7710)).toBeNull();
    expect(refusal(request('POST', PAGE), 7710)).toBeNull();
    const named = { host: 'localhost:7710', origin: 'http://localhost:7710' };
    expect(refusal(request('POST', named), 7710)).toBeNull();
    expect(refusal(request('GET', { host: '[::1]:7710' }), 7710)).toBeNull();
  });

  test('nobody who reached it by another name, as in DNS rebinding', () => {
    for (const host of [
      'evil.example:7710',
      '127.0.0.1',
      '127.0.0.1:80',
      '127.0.0.1.evil.example:7710',
      '',
    ]) {
      expect(refusal(request('GET', { host }), 7710)).toMatch(/loopback/);
    }
  });

  test('no other page that posts or reads, with or without an origin', () => {
    for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1:7710', 'http://127.0.0.1:7711']) {
      expect(refusal(request('POST', { ...OWN, origin }), 7710)).not.toBeNull();
      expect(refusal(request('GET', { ...OWN, origin }), 7710)).not.toBeNull();
    }
    expect(refusal(request('POST', OWN), 7710)).not.toBeNull();
    expect(refusal(request('GET', { ...OWN, 'sec-fetch-site': 'cross-site' }), 7710)).not.toBeNull();
  });

  test('somebody who follows a link to it', () => {
    const link = { ...OWN, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(refusal(request('GET', link), 7710)).toBeNull();
  });
});
