import type { Extractor } from './extract.ts';

/** One way in which articles are written into files. */
export interface Format {
  /** As a person calls it. */
  readonly name: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /**
   * What reading costs. `linear`: grows with the size alone, and the size of a small file bounds it. `parser`: somebody else's
   * parser works on it, which may take any time and memory for a few bytes.
   */
  readonly cost: 'linear' | 'parser';
  /** True where one file may hold any number of articles, so that a larger one may take longer. */
  readonly many: boolean;
  /** Loads what reads it: parsers are loaded when the first such file is found. */
  readonly load: () => Promise<Extractor>;
}

/** Every format that articles are read from. A new one is a file beside this and its line here. */
export const FORMATS: readonly Format[] = [
  // prettier-ignore
  { name: 'Markdown', extensions: ['.md', '.markdown'], cost: 'linear', many: false, load: async () => (await import('./markdown.ts')).markdown },
  // prettier-ignore
  { name: 'HTML', extensions: ['.html', '.htm', '.xhtml'], cost: 'parser', many: false, load: async () => (await import('./html.ts')).html },
  // prettier-ignore
  { name: 'plain text', extensions: ['.txt', '.text'], cost: 'linear', many: false, load: async () => (await import('./text.ts')).text },
  // prettier-ignore
  { name: 'JSON lines', extensions: ['.jsonl', '.ndjson'], cost: 'linear', many: true, load: async () => (await import('./jsonl.ts')).jsonl },
  // prettier-ignore
  { name: 'JSON', extensions: ['.json', '.jsonld'], cost: 'linear', many: true, load: async () => (await import('./json.ts')).json },
  // prettier-ignore
  { name: 'CSV', extensions: ['.csv', '.tsv'], cost: 'linear', many: true, load: async () => (await import('./csv.ts')).csv },
  // prettier-ignore
  { name: 'mail', extensions: ['.eml'], cost: 'parser', many: false, load: async () => (await import('./mail.ts')).mail },
  // prettier-ignore
  { name: 'MHTML', extensions: ['.mhtml', '.mht'], cost: 'parser', many: false, load: async () => (await import('./mail.ts')).mhtml },
  // prettier-ignore
  { name: 'PDF', extensions: ['.pdf'], cost: 'parser', many: false, load: async () => (await import('./pdf.ts')).pdf },
  // prettier-ignore
  { name: 'Word', extensions: ['.docx'], cost: 'parser', many: false, load: async () => (await import('./docx.ts')).docx },
  // prettier-ignore
  { name: 'EPUB', extensions: ['.epub'], cost: 'parser', many: true, load: async () => (await import('./epub.ts')).epub },
];

/** The format of a file by its name, undefined where there is none for it. A `.gz` at the end says nothing of the format. */
export function formatOf(name: string): Format | undefined {
  const lower = name.toLowerCase().replace(/\.gz$/, '');
  return FORMATS.find(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)));
}
