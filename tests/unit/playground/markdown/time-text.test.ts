import { describe, expect, test } from '@jest/globals';
import { timeText } from '../../../../src/playground/markdown/time-text.ts';

const NOW = Date.parse('2026-08-01T12:00:00Z');
const seconds = NOW / 1000;

describe('a timestamp', () => {
  test('is told relative to now', () => {
    expect(timeText(seconds - 7200, 'R', NOW, 'en')).toBe('2 hours ago');
    expect(timeText(seconds + 30, 'R', NOW, 'en')).toBe('in 30 seconds');
    expect(timeText(seconds - 3 * 31_557_600, 'R', NOW, 'de')).toBe('vor 3 Jahren');
  });

  test('is a date in the language of the reader', () => {
    expect(timeText(seconds, 'D', NOW, 'en')).toBe('August 1, 2026');
    expect(timeText(seconds, 'D', NOW, 'de')).toBe('1. August 2026');
  });

  test('beyond what a date can be is no date, and breaks nothing', () => {
    expect(timeText(9e15, 'R', NOW, 'en')).toBe('Invalid Date');
    expect(timeText(Number.NaN, 'f', NOW, 'en')).toBe('Invalid Date');
  });
});
