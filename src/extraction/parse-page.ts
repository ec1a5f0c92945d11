import { Parser } from 'htmlparser2';
import { append, DomDocument, DomElement, DomText } from './dom.ts';
import { isTooLong, type Rejected, rejected, TOO_LONG } from './extract.ts';
import { type HidingRules, readHidingRules } from './hidden.ts';

/** A page's source as a tree, or why it cannot be parsed within reasonable time and memory. */
export type ParsedPage =
  | {
      readonly ok: true;
      readonly document: DomDocument;
      readonly rules: HidingRules;
      /** All pieces of text of the page's body that are not blank, also of what is pruned later. */
      readonly texts: readonly string[];
    }
  | Rejected;

/** What holds no prose, or is not shown; JSON-LD is the one kind of script that is kept. */
const SKIPPED = new Set(
  'script style template iframe object embed svg math canvas audio video select textarea input img picture source button map track progress meter'.split(
    ' ',
  ),
);

const KEPT_ATTRIBUTES = new Set(
  `id class style hidden aria-hidden role rel href lang title type name property content datetime pubdate itemprop itemtype itemscope
  itemid color bgcolor colspan`.split(/\s+/),
);

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

const STEP = 16 * 1024;

/**
 * Builds the tree of a page, or of a piece of one, without what extraction never reads: scripts, styles, drawings, form controls,
 * comments, and all attributes but those that say what an element is. It stops at the first limit that is passed.
 */
export function parsePage(source: string): ParsedPage {
  const builder = new TreeBuilder();
  const parser = new Parser(builder);
  for (let start = 0; start < source.length; start += STEP) {
    parser.write(source.slice(start, start + STEP));
    const problem = builder.problem();
    if (problem !== null) return problem;
  }
  parser.end();
  return { ok: true, ...builder.page() };
}

/** Called by the tokenizer, which closes what pages forget to close. */
class TreeBuilder {
  readonly #document = new DomDocument();
  readonly #texts: string[] = [];
  #current: DomElement;
  #hasBody = false;
  #ended = false;
  #text = '';
  #styles = '';
  #depth = 0;
  #work = 0;
  #characters = 0;
  #tooDeep = false;
  /** Depth of the outermost element that is being skipped, 0 where none is. */
  #skippedFrom = 0;
  #inStyle = false;

  constructor() {
    this.#current = this.#document.documentElement;
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    if (this.#depth > DEEPEST) this.#tooDeep = true;
    if (this.#skippedFrom > 0) return;
    this.#endText();
    // A second page behind the first is another one: a frame that was saved with it.
    if (name === 'html' && this.#ended) {
      this.#skippedFrom = this.#depth;
      return;
    }
    if (SKIPPED.has(name) && !(name === 'script' && attributes.type?.trim() === 'application/ld+json')) {
      this.#skippedFrom = this.#depth;
      // What is written for paper only says nothing about what readers see.
      this.#inStyle = name === 'style' && !/print/i.test(attributes.media ?? '');
      return;
    }
    this.#work += WORK_OF_ELEMENT + this.#depth;
    if (name === 'html') addAttributes(this.#document.documentElement, attributes);
    else if (name === 'body') this.#openBody(attributes);
    else {
      const element = new DomElement(name, this.#document);
      addAttributes(element, attributes);
      append(this.#current, element);
      this.#current = element;
    }
  }

  /** A head that is never closed ends here. */
  #openBody(attributes: Readonly<Record<string, string>>): void {
    const { body, documentElement } = this.#document;
    addAttributes(body, attributes);
    if (this.#hasBody) return;
    this.#hasBody = true;
    // What came before belongs to the head.
    this.#texts.length = 0;
    append(documentElement, body);
    this.#current = body;
  }

  ontext(text: string): void {
    if (this.#skippedFrom === 0) {
      this.#text += text;
      this.#characters += text.length;
    } else if (this.#inStyle) this.#styles += text;
  }

  /** The tokenizer tells texts in pieces, cut at references and where its input was. */
  #endText(): void {
    const text = this.#text;
    if (text === '') return;
    this.#text = '';
    this.#work += WORK_OF_TEXT + (this.#depth * text.length) / CHARACTERS_A_PIECE;
    append(this.#current, new DomText(text));
    if (this.#current.localName !== 'script' && /\S/.test(text)) this.#texts.push(text);
  }

  onclosetag(name: string): void {
    const depth = this.#depth--;
    if (this.#skippedFrom > 0) {
      if (depth === this.#skippedFrom) {
        this.#skippedFrom = 0;
        this.#inStyle = false;
      }
      return;
    }
    this.#depth++;
    this.#endText();
    this.#depth--;
    // What stands after them is shown, too.
    if (name === 'html') this.#ended = true;
    if (name === 'html' || name === 'body') return;
    if (this.#current.localName === name) this.#current = this.#current.parentElement ?? this.#current;
  }

  problem(): Rejected | null {
    if (this.#tooDeep) return rejected(`is nested more than ${String(DEEPEST)} levels deep`, 'too-complex');
    if (this.#work > MOST_WORK)
      return rejected(
        'has too many elements, nested too deeply, to be read in reasonable time',
        'too-complex',
      );
    return isTooLong(this.#characters) ? TOO_LONG : null;
  }

  page(): { document: DomDocument; rules: HidingRules; texts: readonly string[] } {
    this.#endText();
    const { documentElement, body } = this.#document;
    if (!this.#hasBody) {
      for (const node of documentElement.childNodes)
        if (node.nodeType === 3 || node.localName !== 'head') body.appendChild(node);
      append(documentElement, body);
    }
    return { document: this.#document, rules: readHidingRules(this.#styles), texts: this.#texts };
  }
}

function addAttributes(element: DomElement, attributes: Readonly<Record<string, string>>): void {
  for (const name in attributes) {
    if (KEPT_ATTRIBUTES.has(name) && !element.hasAttribute(name))
      element.setAttribute(name, attributes[name] ?? '');
  }
}
