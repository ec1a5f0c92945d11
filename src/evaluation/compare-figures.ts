import { readFileSync } from 'node:fs';
import { messageOf, UsageError } from '../errors.ts';

/**
 * The figures of an earlier run.
 * @throws UsageError where the file is none that `--json` wrote
 */
export function readFigures(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `${path} cannot be compared with: ${messageOf(error)}. It must be what an earlier run with --json printed.`,
      { cause: error },
    );
  }
}

/**
 * Every number beside the one of the same name, with their ratio. Numbers of one run only are listed as such.
 * @returns a Markdown table
 */
export function compareFigures(before: unknown, after: unknown): string {
  const [old, now] = [numbersIn(before), numbersIn(after)];
  const rows = [...new Set([...old.keys(), ...now.keys()])].map((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const ratio = was === undefined || is === undefined || was === 0 ? '' : (is / was).toFixed(2);
    return `| ${name} | ${shown(was)} | ${shown(is)} | ${ratio} |`;
  });
  return ['| | before | now | ratio |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** Numbers by the way to them. A row of a list is named by its own names, so that rows may move. */
function numbersIn(value: unknown, way = ''): Map<string, number> {
  if (typeof value === 'number') return new Map([[way, value]]);
  if (typeof value !== 'object' || value === null) return new Map();
  const names = Array.isArray(value) ? rowNames(value) : Object.keys(value);
  return new Map(
    Object.values(value).flatMap((item, index) => [
      ...numbersIn(item, [way, names[index]].filter((part) => part !== '').join(' ')),
    ]),
  );
}

/** The texts in each row, such as the embedder's name; with its place where that names no row, or several. */
function rowNames(rows: readonly unknown[]): string[] {
  const names = rows.map((row) =>
    typeof row !== 'object' || row === null
      ? ''
      : Object.values(row)
          .filter((value) => typeof value === 'string')
          .join(' '),
  );
  return names.map((name, place) =>
    name !== '' && names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} ${String(place)}`.trim(),
  );
}

function shown(value: number | undefined): string {
  if (value === undefined) return '–';
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
