import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { describe as describeProgress, ProgressLine } from '../../../src/terminal/progress-line.ts';
import { FakeTerminal } from '../../support/fake-terminal.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('progress without a terminal', () => {
  test('is a line every few seconds, however often there is news', () => {
    const file = new FakeTerminal({ isTTY: false });
    const line = new ProgressLine(file.stream);
    for (let done = 0; done <= 100; done++) {
      line.update({ stage: 'vectors', done, total: 100 });
      jest.advanceTimersByTime(100);
    }
    line.stop();
    const lines = file.output.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.length).toBeLessThanOrEqual(4);
    for (const one of lines) {
      expect(one).toMatch(/^Embedding: \d+ of 100 passages, (?:9\.\d|10|10\.\d)\/s, \d+(?:\.\d)? s left$/);
    }
  });

  test('of a short work is nothing at all', () => {
    const file = new FakeTerminal({ isTTY: false });
    const line = new ProgressLine(file.stream);
    line.update({ stage: 'reading', done: 0, total: 3 });
    line.update({ stage: 'reading', done: 3, total: 3 });
    line.update({ stage: 'words', done: 3, total: 3 });
    line.stop();
    expect(file.output).toBe('');
  });
});

describe('progress on a terminal', () => {
  test('is a bar with numbers, unit, rate and remaining time', () => {
    const terminal = new FakeTerminal({ isTTY: true });
    const line = new ProgressLine(terminal.stream);
    line.update({ stage: 'reading', done: 0, total: 50 });
    jest.advanceTimersByTime(1000);
    line.update({ stage: 'reading', done: 25, total: 50 });
    jest.advanceTimersByTime(1000);
    line.stop();
    const shown = stripVTControlCharacters(terminal.output);
    expect(shown).toMatch(/Reading articles \[[^\]]*\] 25\/50 files, \d+(?:\.\d)?\/s, .* left/);
  });

  test('begins a new bar for every stage', () => {
    const terminal = new FakeTerminal({ isTTY: true });
    const line = new ProgressLine(terminal.stream);
    line.update({ stage: 'words', done: 1, total: 2 });
    jest.advanceTimersByTime(500);
    line.update({ stage: 'vectors', done: 1, total: 9 });
    jest.advanceTimersByTime(500);
    line.stop();
    line.stop();
    const shown = stripVTControlCharacters(terminal.output);
    expect(shown).toMatch(/Indexing words .* 1\/2 articles/);
    expect(shown).toMatch(/Embedding .* 1\/9 passages/);
  });
});

describe('progress in words', () => {
  test('has one decimal where numbers are small, and no time left where nothing moves', () => {
    expect(describeProgress({ stage: 'words', done: 7, total: 10 }, 2)).toBe(
      'Indexing words: 7 of 10 articles, 2.0/s, 1.5 s left',
    );
    expect(describeProgress({ stage: 'reading', done: 0, total: 10 }, 0)).toBe(
      'Reading articles: 0 of 10 files, 0.0/s',
    );
  });
});
