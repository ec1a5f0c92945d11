import type { Format } from './extract.ts';
import { html } from './html.ts';
import { jsonl } from './jsonl.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

/** Every format that articles are read from. A new one is a file beside this and its line here. */
export const FORMATS: readonly Format[] = [markdown, html, text, jsonl];

/** The format of a file by its name, undefined where there is none for it. */
export function formatOf(name: string): Format | undefined {
  const lower = name.toLowerCase();
  return FORMATS.find(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)));
}
