/**
 * A page as a tree of elements and texts: what extraction walks, and what Readability asks of a document, in the shape of the light
 * document that it brings for itself. A browser's document costs five times as much a node for what no reader of text needs.
 */
export type DomNode = DomElement | DomText;

/** What elements and texts share: their place in the tree. */
abstract class Placed {
  parentNode: DomElement | DomDocument | null = null;
  previousSibling: DomNode | null = null;
  nextSibling: DomNode | null = null;

  get nextElementSibling(): DomElement | null {
    return elementFrom(this.nextSibling);
  }

  get previousElementSibling(): DomElement | null {
    let node = this.previousSibling;
    while (node !== null && node.nodeType !== 1) node = node.previousSibling;
    return node;
  }

  /** Takes the node, with what is in it, out of its tree. */
  remove(): void {
    const { parentNode: parent, previousSibling: before, nextSibling: after } = this;
    if (parent === null) return;
    if (before === null) parent.firstChild = after;
    else before.nextSibling = after;
    if (after === null) parent.lastChild = before;
    else after.previousSibling = before;
    this.parentNode = this.previousSibling = this.nextSibling = null;
  }
}

const NONE: readonly DomNode[] = [];

export class DomText extends Placed {
  readonly nodeType = 3;
  readonly nodeName = '#text';
  readonly childNodes: readonly DomNode[] = NONE;
  readonly textContent: string;

  constructor(text: string) {
    super();
    this.textContent = text;
  }
}

/** What holds other nodes. */
abstract class Holder extends Placed {
  firstChild: DomNode | null = null;
  lastChild: DomNode | null = null;

  get firstElementChild(): DomElement | null {
    return elementFrom(this.firstChild);
  }

  get childNodes(): DomNode[] {
    const nodes: DomNode[] = [];
    for (let node = this.firstChild; node !== null; node = node.nextSibling) nodes.push(node);
    return nodes;
  }

  get children(): DomElement[] {
    const elements: DomElement[] = [];
    for (let node = this.firstElementChild; node !== null; node = node.nextElementSibling)
      elements.push(node);
    return elements;
  }

  get textContent(): string {
    let text = '';
    for (let node = this.firstChild; node !== null; node = node.nextSibling) text += node.textContent;
    return text;
  }

  getElementsByTagName(name: string): DomElement[] {
    return this.querySelectorAll(name);
  }

  /**
   * Elements below this one in the order of the page.
   * @param names of elements, with commas between them, in any case; other selectors find nothing. "*" finds all
   */
  querySelectorAll(names: string): DomElement[] {
    const wanted = namesIn(names);
    return this.elements(names === '*' ? () => true : ({ localName }) => wanted.has(localName));
  }

  /** The elements below this one that are wanted, in the order of the page. */
  elements(isWanted: (element: DomElement) => boolean): DomElement[] {
    const found: DomElement[] = [];
    let node = this.firstChild;
    while (node !== null) {
      if (node.nodeType === 1) {
        if (isWanted(node)) found.push(node);
        if (node.firstChild !== null) {
          node = node.firstChild;
          continue;
        }
      }
      node = nextOutside(node, this);
    }
    return found;
  }
}

/** The node after this one and all that is in it; null where there is none below the root. */
function nextOutside(from: DomNode, root: Holder): DomNode | null {
  let node: Placed = from;
  while (node.nextSibling === null) {
    const { parentNode } = node;
    if (parentNode === null || parentNode === root) return null;
    node = parentNode;
  }
  return node.nextSibling;
}

function elementFrom(start: DomNode | null): DomElement | null {
  let node = start;
  while (node !== null && node.nodeType !== 1) node = node.nextSibling;
  return node;
}

const namesByList = new Map<string, ReadonlySet<string>>();

/** Readability asks for the same few lists again and again. */
function namesIn(list: string): ReadonlySet<string> {
  const known = namesByList.get(list);
  if (known !== undefined) return known;
  const names = new Set(list.toLowerCase().split(/\s*,\s*/));
  if (namesByList.size < 200) namesByList.set(list, names);
  return names;
}

export interface DomAttribute {
  readonly name: string;
  readonly value: string;
  cloneNode(): DomAttribute;
}

export class DomElement extends Holder {
  readonly nodeType = 1;
  localName: string;
  tagName: string;
  readonly ownerDocument: DomDocument;
  /** Tells Readability that elements can be given another name in place. */
  readonly __JSDOMParser__ = true;
  /** Readability's notes about the element. */
  readability: unknown = undefined;
  _readabilityDataTable: unknown = undefined;
  #values: Map<string, string> | null;

  constructor(name: string, ownerDocument: DomDocument, values: Map<string, string> | null = null) {
    super();
    this.localName = name;
    this.tagName = upperCase(name);
    this.ownerDocument = ownerDocument;
    this.#values = values;
  }

  get nodeName(): string {
    return this.tagName;
  }

  get parentElement(): DomElement | null {
    return this.parentNode?.nodeType === 1 ? this.parentNode : null;
  }

  get id(): string {
    return this.getAttribute('id') ?? '';
  }

  set id(value: string) {
    this.setAttribute('id', value);
  }

  get className(): string {
    return this.getAttribute('class') ?? '';
  }

  set className(value: string) {
    this.setAttribute('class', value);
  }

  get attributes(): DomAttribute[] {
    return [...(this.#values ?? [])].map(([name, value]) => attributeOf(name, value));
  }

  getAttribute(name: string): string | null {
    return this.#values?.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.#values?.has(name) ?? false;
  }

  setAttribute(name: string, value: string): void {
    (this.#values ??= new Map<string, string>()).set(name, value);
  }

  setAttributeNode({ name, value }: DomAttribute): void {
    this.setAttribute(name, value);
  }

  removeAttribute(name: string): void {
    this.#values?.delete(name);
  }

  /** Puts a node in as the last one, out of wherever it was. */
  appendChild(node: DomNode): DomNode {
    node.remove();
    append(this, node);
    return node;
  }

  removeChild(node: DomNode): DomNode {
    node.remove();
    return node;
  }

  replaceChild(node: DomNode, old: DomNode): DomNode {
    node.remove();
    const { previousSibling: before, nextSibling: after } = old;
    node.parentNode = this;
    node.previousSibling = before;
    node.nextSibling = after;
    if (before === null) this.firstChild = node;
    else before.nextSibling = node;
    if (after === null) this.lastChild = node;
    else after.previousSibling = node;
    old.parentNode = old.previousSibling = old.nextSibling = null;
    return old;
  }

  /** What is in the element, to be put back later. Readability keeps a page so for another attempt, and never looks into it. */
  get innerHTML(): Kept {
    return new Kept(this.childNodes.map((node) => copyOf(node)));
  }

  set innerHTML({ nodes }: Kept) {
    this.firstChild = this.lastChild = null;
    for (const node of nodes) append(this, copyOf(node));
  }

  /** The element without what is in it. */
  bareCopy(): DomElement {
    return new DomElement(this.localName, this.ownerDocument, this.#values && new Map(this.#values));
  }
}

/** A node of no tree becomes the last one of an element. */
export function append(parent: DomElement | DomDocument, node: DomNode): void {
  const last = parent.lastChild;
  node.parentNode = parent;
  node.previousSibling = last;
  if (last === null) parent.firstChild = node;
  else last.nextSibling = node;
  parent.lastChild = node;
}

class Kept {
  readonly nodes: readonly DomNode[];

  constructor(nodes: readonly DomNode[]) {
    this.nodes = nodes;
  }

  /** It stands in messages that nobody reads. */
  toString(): string {
    return '';
  }
}

function copyOf(node: DomNode): DomNode {
  if (node.nodeType === 3) return new DomText(node.textContent);
  const copy = node.bareCopy();
  for (let child = node.firstChild; child !== null; child = child.nextSibling) append(copy, copyOf(child));
  return copy;
}

function attributeOf(name: string, value: string): DomAttribute {
  return { name, value, cloneNode: () => attributeOf(name, value) };
}

const upperCased = new Map<string, string>();

function upperCase(name: string): string {
  let upper = upperCased.get(name);
  if (upper === undefined) {
    upper = name.toUpperCase();
    // Pages may name elements as they like.
    if (upperCased.size < 500) upperCased.set(name, upper);
  }
  return upper;
}

export class DomDocument extends Holder {
  readonly nodeType = 9;
  readonly nodeName = '#document';
  readonly tagName = undefined;
  /** Addresses of links are made absolute by Readability and not read afterwards. */
  readonly baseURI = 'http://localhost/';
  readonly documentURI = 'http://localhost/';
  readonly documentElement: DomElement;
  readonly body: DomElement;

  constructor() {
    super();
    this.documentElement = new DomElement('html', this);
    this.body = new DomElement('body', this);
    append(this, this.documentElement);
  }

  get title(): string {
    return this.getElementsByTagName('title')[0]?.textContent ?? '';
  }

  createElement(name: string): DomElement {
    return new DomElement(name.toLowerCase(), this);
  }

  createTextNode(text: string): DomText {
    return new DomText(text);
  }
}
