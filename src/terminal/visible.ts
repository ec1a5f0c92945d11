/**
 * Articles, their files and servers are not ours: nothing of theirs may move the cursor, colour the screen, turn the
 * direction of writing, or pass for a line of the program.
 */

/** A text without characters that are not seen; lines stay lines. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, (run) => {
    if (run.includes('\n')) return '\n'.repeat(Math.min(2, run.split('\n').length - 1));
    return /[\t\v\f\r\u0085\u2028\u2029]/u.test(run) ? ' ' : '';
  });
}

/** The same as one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim();
}
