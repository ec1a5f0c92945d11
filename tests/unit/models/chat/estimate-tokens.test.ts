import { describe, expect, test } from '@jest/globals';
import { estimateTokens } from '../../../../src/models/chat/estimate-tokens.ts';

describe('the token estimate', () => {
  test('is an upper one: half a token a byte, a token a digit', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('abcd')).toBe(2);
    expect(estimateTokens('2024')).toBe(4);
    expect(estimateTokens('für')).toBe(2);
  });
});
