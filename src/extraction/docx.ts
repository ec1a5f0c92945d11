import { type Extractor, type Rejected, rejected, single, toDraft } from './extract.ts';
import { givenAuthors, givenTitle } from './office-metadata.ts';
import { elementTexts, readXml } from './xml.ts';
import { unzip } from './zip.ts';

/**
 * Word documents (Office Open XML). What a reader does not see in Word is left out: text formatted as hidden, text that was deleted
 * while changes were tracked, and the second version of every drawing that is kept for old programs.
 */
export const docx: Extractor = async ({ bytes, name }) => {
  const unzipped = await unzip(bytes, (path) => PARTS.has(path));
  if (!unzipped.ok) return single(unzipped);
  const body = unzipped.files.get('word/document.xml');
  if (body === undefined) return single(rejected('is a ZIP archive, but no Word document'));
  const paragraphs = paragraphsOf(body, styleNames(unzipped.files.get('word/styles.xml')));
  if (!Array.isArray(paragraphs)) return single(paragraphs);
  const core = elementTexts(unzipped.files.get('docProps/core.xml'));
  const { title, rest } = titleOf(paragraphs, givenTitle(core.get('title')?.[0]));
  return single(
    toDraft(
      {
        title,
        authors: givenAuthors(core.get('creator')?.flatMap((names) => names.split(';')) ?? []),
        published: core.get('created')?.[0] ?? null,
        modified: core.get('modified')?.[0] ?? null,
        paragraphs: rest,
      },
      name,
    ),
  );
};

const PARTS = new Set(['word/document.xml', 'word/styles.xml', 'docProps/core.xml']);

interface Paragraph {
  text: string;
  /** Name of its style, as Word names it in any language: "heading 1", "Title". */
  style: string;
}

/** Their ids are translated, the names behind them are not. */
function styleNames(styles: Uint8Array | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let id = '';
  if (styles === undefined) return names;
  readXml(styles, {
    open: (name, attributes) => {
      if (name === 'style') id = attributes['styleId'] ?? '';
      if (name === 'name' && !names.has(id)) names.set(id, (attributes['val'] ?? '').toLowerCase());
    },
  });
  return names;
}

/** Elements whose content is not read. */
const UNREAD = new Set(['del', 'moveFrom', 'Fallback', 'footnoteReference', 'endnoteReference', 'pict']);
const OFF = new Set(['0', 'false', 'off']);

function paragraphsOf(body: Uint8Array, styles: ReadonlyMap<string, string>): Paragraph[] | Rejected {
  const done: Paragraph[] = [];
  /** Paragraphs lie in one another where a drawing holds text. */
  const open: Paragraph[] = [];
  /** Cells of the table rows that are open, innermost last. */
  const rows: string[][] = [];
  let unread = 0;
  let hidden = false;
  let inText = false;
  const add = (text: string): void => {
    const paragraph = open.at(-1);
    if (paragraph !== undefined && unread === 0 && !hidden) paragraph.text += text;
  };
  const problem = readXml(body, {
    open: (name, attributes) => {
      if (UNREAD.has(name)) unread++;
      else if (name === 'p') open.push({ text: '', style: '' });
      else if (name === 'r') hidden = false;
      else if (name === 'vanish' || name === 'webHidden') hidden ||= !OFF.has(attributes['val'] ?? '');
      else if (name === 't') inText = true;
      else if (name === 'tab' || name === 'br' || name === 'cr') add(' ');
      else if (name === 'noBreakHyphen') add('-');
      else if (name === 'tr') rows.push([]);
      else if (name === 'tc') rows.at(-1)?.push('');
      else if (name === 'pStyle') {
        const paragraph = open.at(-1);
        if (paragraph !== undefined) paragraph.style = styles.get(attributes['val'] ?? '') ?? '';
      }
    },
    text: (part) => {
      if (inText) add(part);
    },
    close: (name) => {
      if (UNREAD.has(name)) unread--;
      else if (name === 't') inText = false;
      else if (name === 'r') hidden = false;
      // The mark of a paragraph may be hidden without its text.
      else if (name === 'pPr') hidden = false;
      else if (name === 'p') {
        const paragraph = open.pop();
        const row = rows.at(-1);
        if (paragraph === undefined) return;
        if (row === undefined) done.push(paragraph);
        else row.push(`${row.pop() ?? ''} ${paragraph.text}`.trim());
      } else if (name === 'tr') {
        const text = (rows.pop() ?? []).filter((cell) => cell !== '').join(' | ');
        const around = rows.at(-1);
        if (around === undefined) done.push({ text, style: '' });
        else around.push(`${around.pop() ?? ''} ${text}`.trim());
      }
    },
  });
  if (problem !== null) return problem;
  return done.filter(({ text, style }) => text.trim() !== '' && !/^toc\b/.test(style));
}

const LONGEST_TITLE = 200;

/** The title as the properties or the styles name it, else a short first paragraph; it is not repeated in the text. */
function titleOf(
  paragraphs: readonly Paragraph[],
  given: string | null,
): { title: string | null; rest: string[] } {
  const styled = paragraphs.findIndex(({ style }) => style === 'title' || style === 'titel');
  const heading = paragraphs.slice(0, 3).findIndex(({ style }) => style === 'heading 1');
  const first = paragraphs[0]?.text ?? '';
  const isShort = first.length <= LONGEST_TITLE && paragraphs.length > 1 && !/[.;,]$/.test(first.trim());
  const at = styled !== -1 ? styled : heading !== -1 ? heading : isShort ? 0 : -1;
  const shown = paragraphs[at]?.text.trim() ?? null;
  const isTitle = shown !== null && (styled === at || given === null || sameText(shown, given));
  return {
    title: isTitle && at !== -1 ? shown : given,
    rest: paragraphs.filter((_, index) => !(isTitle && index === at)).map(({ text }) => text),
  };
}

function sameText(one: string, other: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return bare(one) === bare(other);
}
