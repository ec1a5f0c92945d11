import { Parser } from 'htmlparser2';
import { type HidingRules, readHidingRules } from './hidden.ts';

/**
 * A page's source without what extraction never reads: scripts, styles, drawings, form controls, comments, and all
 * attributes but those that say what an element is. Half of a news page's source is such weight, and every node of it
 * costs the parser and each walk over its result.
 */
export type Reduced =
  | { readonly ok: true; readonly html: string; readonly rules: HidingRules }
  /** It cannot be parsed within reasonable time and memory. */
  | { readonly ok: false; readonly reason: string };

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

const VOID = new Set('area base br col hr link meta param wbr'.split(' '));

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

/** Runs the tokenizer alone, with the rules for unclosed tags, and stops at the first limit that is passed. */
export function reduceHtml(source: string): Reduced {
  const writer = new ReducingWriter();
  const parser = new Parser(writer, { decodeEntities: false });
  for (let start = 0; start < source.length; start += STEP) {
    parser.write(source.slice(start, start + STEP));
    const reason = writer.problem();
    if (reason !== null) return { ok: false, reason };
  }
  parser.end();
  return { ok: true, html: writer.html(), rules: readHidingRules(writer.styles()) };
}

class ReducingWriter {
  #out = '';
  #styles = '';
  #depth = 0;
  #work = 0;
  #tooDeep = false;
  /** Depth of the outermost element that is being skipped, 0 where none is. */
  #skippedFrom = 0;
  #inStyle = false;
  #inScript = false;

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    if (this.#depth > DEEPEST) this.#tooDeep = true;
    if (this.#skippedFrom > 0) return;
    if (SKIPPED.has(name) && !(name === 'script' && attributes.type?.trim() === 'application/ld+json')) {
      this.#skippedFrom = this.#depth;
      // What is written for paper only says nothing about what readers see.
      this.#inStyle = name === 'style' && !/print/i.test(attributes.media ?? '');
      return;
    }
    this.#inScript = name === 'script';
    this.#work += WORK_OF_ELEMENT + this.#depth;
    this.#out += `<${name}`;
    for (const key in attributes) {
      if (!KEPT_ATTRIBUTES.has(key)) continue;
      const value = attributes[key] ?? '';
      this.#out += ` ${key}="${value.includes('"') ? value.replaceAll('"', '&quot;') : value}"`;
    }
    this.#out += '>';
  }

  ontext(text: string): void {
    if (this.#skippedFrom > 0) {
      if (this.#inStyle) this.#styles += text;
      return;
    }
    this.#work += WORK_OF_TEXT + (this.#depth * text.length) / CHARACTERS_A_PIECE;
    // A bracket that begins no tag here must not begin one when the result is parsed.
    this.#out += text.includes('<') && !this.#inScript ? text.replaceAll('<', '&lt;') : text;
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
    this.#inScript = false;
    if (!VOID.has(name)) this.#out += `</${name}>`;
  }

  problem(): string | null {
    if (this.#tooDeep) return `is nested more than ${String(DEEPEST)} levels deep`;
    if (this.#work > MOST_WORK)
      return 'has too many elements, nested too deeply, to be read in reasonable time';
    return null;
  }

  html(): string {
    return this.#out;
  }

  styles(): string {
    return this.#styles;
  }
}
