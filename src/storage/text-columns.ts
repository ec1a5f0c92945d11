/**
 * Reading text columns of a file that may be damaged. The driver ends the process over a text that is no UTF-8, which
 * SQLite itself does not look for; so such columns are read as bytes and decoded here, damage becoming U+FFFD.
 */

const decoder = new TextDecoder();

/** A text as `textColumns` reads it. */
export type TextBytes = ArrayBuffer;

/** The list of columns for a SELECT whose texts arrive as bytes; `[column, name]` where a row names it otherwise. */
export function textColumns(
  ...columns: readonly (string | readonly [column: string, name: string])[]
): string {
  return columns
    .map((column) => (typeof column === 'string' ? ([column, column] as const) : column))
    .map(([column, name]) => `CAST(${column} AS BLOB) AS ${name}`)
    .join(', ');
}

export function decodeText(bytes: TextBytes): string {
  return decoder.decode(bytes);
}
