import { describe, expect, test } from '@jest/globals';
import { MessageEditor } from '../../../../src/discord/answers/message-editor.ts';
import { ManualClock } from '../../../../src/sandbox/manual-clock.ts';

/** An editor whose edits end when the test says so. */
function stage(intervalMs = 1200) {
  const clock = new ManualClock(0);
  const begun: { text: string; at: number; end: (error?: Error) => void }[] = [];
  const failures: unknown[] = [];
  const editor = new MessageEditor({
    edit: (text) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error): void => {
          if (error) reject(error);
          else resolve();
        };
        begun.push({ text, at: clock.now(), end });
      }),
    intervalMs,
    clock,
    onDraftError: (error) => failures.push(error),
  });
  /** Waits as whoever shows the final text does, and then shows it. */
  const finish = async (text: string) => {
    await editor.makeWay();
    begun.push({ text, at: clock.now(), end: () => undefined });
  };
  const turns = () => new Promise((resolve) => setImmediate(resolve));
  const passes = async (ms: number) => {
    clock.advance(ms);
    await turns();
  };
  const ends = async (error?: Error) => {
    begun.at(-1)?.end(error);
    await turns();
  };
  return { editor, begun, failures, passes, ends, finish };
}

/** When the first draft is shown, in milliseconds. */
const FIRST = 400;

describe('a message that is edited while a text is written', () => {
  test('shows the first draft soon and the newest of the others after the pause', async () => {
    const { editor, begun, passes, ends } = stage();
    editor.show('a');
    await passes(FIRST);
    await ends();
    editor.show('ab');
    editor.show('abc');
    await passes(1199);
    expect(begun.map(({ text }) => text)).toEqual(['a']);
    await passes(1);
    expect(begun.map(({ text, at }) => [text, at])).toEqual([
      ['a', FIRST],
      ['abc', FIRST + 1200],
    ]);
  });

  test('shows a text that comes at once without a draft before it', async () => {
    const { editor, begun, passes, finish } = stage();
    editor.show('searching');
    await passes(FIRST - 1);
    const finished = finish('the end');
    await passes(0);
    await finished;
    await passes(5000);
    expect(begun.map(({ text, at }) => [text, at])).toEqual([['the end', FIRST - 1]]);
  });

  test('has one edit under way, however long it takes, and rests after it', async () => {
    const { editor, begun, passes, ends } = stage();
    editor.show('a');
    await passes(5000);
    editor.show('b');
    await passes(5000);
    expect(begun).toHaveLength(1);
    await ends();
    await passes(1199);
    expect(begun).toHaveLength(1);
    await passes(1);
    expect(begun.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  test('is not edited to what it already says', async () => {
    const { editor, begun, passes, ends } = stage();
    editor.show('a');
    await passes(FIRST);
    await ends();
    editor.show('a');
    await passes(5000);
    expect(begun).toHaveLength(1);
  });

  test('makes way for the final text after the edit under way and the pause, and shows no draft later', async () => {
    const { editor, begun, passes, ends, finish } = stage();
    editor.show('a');
    await passes(FIRST);
    editor.show('b');
    const finished = finish('the end');
    editor.show('too late');
    await passes(300);
    expect(begun).toHaveLength(1);
    await ends();
    await passes(1199);
    expect(begun).toHaveLength(1);
    await passes(1);
    expect(begun.map(({ text, at }) => [text, at])).toEqual([
      ['a', FIRST],
      ['the end', FIRST + 1500],
    ]);
    await finished;
    await passes(5000);
    expect(begun).toHaveLength(2);
  });

  test('does not make the final text wait longer than 1.2 seconds, however slow the drafts', async () => {
    const { editor, begun, passes, ends, finish } = stage(60_000);
    editor.show('a');
    await passes(FIRST);
    await ends();
    void finish('the end');
    await passes(0);
    await passes(1200);
    expect(begun.at(-1)?.text).toBe('the end');
  });

  test('survives a draft that could not be shown', async () => {
    const { editor, begun, failures, passes, ends } = stage();
    editor.show('a');
    await passes(FIRST);
    await ends(new Error('no'));
    expect(failures).toEqual([new Error('no')]);
    editor.show('ab');
    await passes(1200);
    expect(begun.at(-1)?.text).toBe('ab');
  });
});
