import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { messageOf, UserError } from '../errors.ts';

/** Test sets of extraction, as their makers lay them out in a folder. */
export type ExtractionSetFormat = 'scrapinghub' | 'trafilatura';

export const EXTRACTION_SET_FORMATS: readonly ExtractionSetFormat[] = ['scrapinghub', 'trafilatura'];

/** One page and what should come out of it. */
export interface ExtractionCase {
  readonly name: string;
  readonly url: string;
  /** The page's bytes, unpacked where it lies packed; read when asked for, so that a set need not fit into memory. */
  readonly read: () => Uint8Array;
  readonly wanted: WantedText;
  /** `null` where the set does not say. A day in ISO 8601. */
  readonly date: string | null;
  readonly authors: string | null;
  readonly title: string | null;
}

export type WantedText =
  | { readonly kind: 'body'; readonly text: string }
  | {
      readonly kind: 'segments';
      readonly within: readonly string[];
      readonly without: readonly string[];
    };

/**
 * Reads the list of a set.
 * - `scrapinghub`: `ground-truth.json` with `articleBody` by id, pages in `html/<id>.html.gz`
 *   (https://github.com/scrapinghub/article-extraction-benchmark).
 * - `trafilatura`: `evaldata.json` with `file`, `with`, `without` by address, pages in `html/<file>.gz`
 *   (https://github.com/adbar/trafilatura, tests/evaldata).
 * @throws UserError where the folder does not hold such a set
 */
export function readExtractionSet(format: ExtractionSetFormat, folder: string): ExtractionCase[] {
  const entries = Object.entries(
    readJson(join(folder, format === 'scrapinghub' ? 'ground-truth.json' : 'evaldata.json')),
  );
  return entries.map(([key, value]) => {
    const fields = value as Record<string, unknown>;
    if (format === 'scrapinghub') {
      return {
        name: key,
        url: textOf(fields.url) ?? '',
        read: () => readPage(folder, `${key}.html`),
        wanted: { kind: 'body', text: textOf(fields.articleBody) ?? '' },
        date: null,
        authors: null,
        title: null,
      };
    }
    const file = textOf(fields.file) ?? '';
    return {
      name: file,
      url: key,
      read: () => readPage(folder, file),
      wanted: { kind: 'segments', within: textsOf(fields.with), without: textsOf(fields.without) },
      date: textOf(fields.date),
      authors: textOf(fields.author),
      title: textOf(fields.title),
    };
  });
}

function readJson(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new UserError(
      `${path} cannot be read: ${messageOf(error)}. Give the folder of the set with --dir, and its layout with --format.`,
      { cause: error },
    );
  }
}

function readPage(folder: string, name: string): Uint8Array {
  const path = join(folder, 'html', name);
  try {
    return existsSync(`${path}.gz`) ? gunzipSync(readFileSync(`${path}.gz`)) : readFileSync(path);
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
