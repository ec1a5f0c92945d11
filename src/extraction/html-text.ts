import type { DomElement } from './dom.ts';
import type { Rejected } from './extract.ts';
import { parsePage } from './parse-page.ts';
import { removeHidden } from './prune.ts';

/** HTML -> paragraphs. `textContent` would glue the words of neighbouring blocks together, so blocks are walked. */

const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul`.split(
    /\s+/,
  ),
);

/** The paragraphs of a piece of HTML inside another format; none where it is too complex to be read. */
export function htmlParagraphs(html: string): string[] {
  const read = readHtml(html);
  return read.ok ? read.paragraphs : [];
}

/** The same, or why it cannot be read. */
export function readHtml(html: string): { readonly ok: true; readonly paragraphs: string[] } | Rejected {
  const parsed = parsePage(html);
  if (!parsed.ok) return parsed;
  removeHidden(parsed.document, parsed.rules);
  return { ok: true, paragraphs: paragraphsIn(parsed.document.body).map((paragraph) => paragraph.text) };
}

/** A paragraph, how many of its characters lie in links, and the block around it ("p", "h2", "li"). */
export interface Paragraph {
  readonly text: string;
  readonly linked: number;
  readonly block: string;
}

/** The text of an element, block by block; two line breaks in a row part paragraphs as well. */
export function paragraphsIn(element: DomElement): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let current = '';
  let linked = 0;
  let breaks = 0;
  let newCell = false;
  let block = element.localName;
  const flush = () => {
    const text = current.trim();
    if (text !== '') paragraphs.push({ text, linked: Math.min(linked, text.length), block });
    current = '';
    linked = 0;
    newCell = false;
  };
  const walk = (node: DomElement, inLink: boolean): void => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 3) {
        const text = child.textContent;
        if (text.trim() !== '') {
          breaks = 0;
          // Written only when the cell turns out to hold something.
          if (newCell) current += ' | ';
          newCell = false;
        }
        current += text;
        if (inLink) linked += text.trim().length;
      } else {
        const name = child.localName;
        if (name === 'br') {
          breaks++;
          if (breaks > 1) flush();
          else current += ' ';
          continue;
        }
        const isBlock = BLOCKS.has(name);
        const isCell = name === 'td' || name === 'th';
        const around = block;
        if (isBlock) {
          flush();
          block = name;
        }
        if (isCell && current.trim() !== '') newCell = true;
        walk(child, inLink || name === 'a');
        if (isBlock) {
          flush();
          block = around;
        }
      }
    }
  };
  walk(element, false);
  flush();
  return paragraphs;
}
