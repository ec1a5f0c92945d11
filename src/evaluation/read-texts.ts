import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../errors.ts';

/**
 * Texts to make collections from: of a `.jsonl` file the `text` of each line, of any other each line, without what
 * stands before its first semicolon and without quotes around it (`label;'text'`).
 * @throws UserError where a file cannot be read
 */
export function readTexts(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    linesOf(path).map((line, index) => (path.endsWith('.jsonl') ? textOf(line, path, index) : bare(line))),
  );
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function textOf(line: string, path: string, index: number): string {
  try {
    const { text } = JSON.parse(line) as { text?: unknown };
    if (typeof text === 'string') return text;
  } catch (error) {
    throw new UserError(`Line ${String(index + 1)} of ${path} is not JSON: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  throw new UserError(`Line ${String(index + 1)} of ${path} has no "text".`);
}

function bare(line: string): string {
  return line.slice(line.indexOf(';') + 1).replace(/^'|'$/g, '');
}
