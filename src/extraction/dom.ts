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
  readonly parentElement: DomElement | null;
  readonly children: ArrayLike<DomElement>;
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
 * Parses a page or a piece of one, as `reduceHtml` gives it: the parser and those who walk the result call themselves
 * once a level.
 */
export function parseDom(html: string): DomDocument {
  // linkedom makes up neither <html> nor <body>, and looks for the latter right below the former.
  const whole = /<body[\s>]/i.test(html)
    ? html
    : `<!doctype html><html><head></head><body>${html}</body></html>`;
  return parse(whole).document;
}
