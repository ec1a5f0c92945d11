import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';

/** The parts of a document object model that extraction uses, as linkedom offers them. */

export interface DomNode {
  /** 1 element, 3 text, 4 CDATA. */
  readonly nodeType: number;
  readonly childNodes: ArrayLike<DomNode>;
  readonly textContent: string | null;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  closest(selector: string): DomElement | null;
  remove(): void;
}

export interface DomDocument extends DomNode {
  readonly body: DomElement;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

/** linkedom's types name a browser's, which this project does not load. */
const parse: (html: string) => { readonly document: DomDocument } = parseHTML;

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}

export function isText(node: DomNode): boolean {
  return node.nodeType === 3 || node.nodeType === 4;
}

/**
 * Parses a page or a piece of one. Check it with `tooComplex` first: the parser and those who walk the result
 * call themselves once a level.
 */
export function parseDom(html: string): DomDocument {
  // linkedom makes up neither <html> nor <body>, and looks for the latter right below the former.
  const whole = /<body[\s>]/i.test(html)
    ? html
    : `<!doctype html><html><head></head><body>${html}</body></html>`;
  return parse(whole).document;
}

/** Real pages are rarely deeper than 50 levels; old ones with unclosed tags reach some hundred. */
const DEEPEST = 400;

/**
 * Readability reads the text of an element again for each element around it, so its time follows the number of elements
 * and the sum, over elements and text, of how deep they lie. Of 560 news pages the largest has 0.45 million of this work;
 * 3 million take 3 to 8 s.
 */
const MOST_WORK = 3_000_000;
const WORK_OF_ELEMENT = 20;
const WORK_OF_TEXT = 5;
/** A long text counts again for each so many characters. */
const CHARACTERS_A_PIECE = 100;

/**
 * Why a page cannot be parsed within reasonable time and memory, null where it can. Runs the tokenizer alone, with
 * the rules for unclosed tags that the parser will follow, and stops at the first limit that is passed.
 */
export function tooComplex(html: string): string | null {
  let depth = 0;
  let work = 0;
  let reason: string | null = null;
  const parser = new Parser({
    onopentag: () => {
      depth++;
      work += WORK_OF_ELEMENT + depth;
      if (depth > DEEPEST) reason = `is nested more than ${String(DEEPEST)} levels deep`;
    },
    onclosetag: () => {
      depth--;
    },
    ontext: (text) => {
      work += WORK_OF_TEXT + (depth * text.length) / CHARACTERS_A_PIECE;
    },
  });
  const step = 16 * 1024;
  for (let start = 0; start < html.length && reason === null; start += step) {
    parser.write(html.slice(start, start + step));
    if (work > MOST_WORK)
      reason ??= 'has too many elements, nested too deeply, to be read in reasonable time';
  }
  return reason;
}
