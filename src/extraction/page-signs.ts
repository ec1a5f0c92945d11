import { cleanLine } from './clean.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { dateline, isDateNote } from './find-date.ts';

/** What a page says about its article, collected in one walk over its elements. */
export interface PageSigns {
  /** `meta` values by lower-case name; the first filled one counts. */
  readonly meta: ReadonlyMap<string, string>;
  readonly canonical: string | null;
  /** What the page says of its language. */
  readonly lang: string | null;
  /** Text of `<title>`. */
  readonly pageTitle: string;
  readonly headings: readonly string[];
  /** Sources of the page's JSON-LD. */
  readonly linked: readonly string[];
  /** Microdata of the first item that is an article, then of no item at all: values by property. */
  readonly items: ReadonlyMap<string, readonly string[]>;
  /** What `time` elements say, first their attribute, else their text. */
  readonly times: readonly string[];
  /** Short texts of elements that are called dates. */
  readonly dates: readonly string[];
  /** Texts of elements that are marked up as the author's name, the clearest first. */
  readonly authors: readonly string[];
  /** Texts of elements that are called something like a byline. */
  readonly bylines: readonly string[];
  /** The same in boxes around the article. */
  readonly aside: { readonly dates: readonly string[]; readonly authors: readonly string[] };
  /** Short lines around the first heading. */
  readonly lines: readonly string[];
  /** Lines farther down that say when the article was published, and days with which its paragraphs begin. */
  readonly dateNotes: readonly string[];
}

/** Those who comment sign and date as well. */
const COMMENTS =
  /(?:^|[-_\s])(?:comments?|commentlist|commentmetadata|kommentare?|leserkommentare|disqus)(?:$|[-_\s\d])/i;
/** Around an article, what is dated and signed is something else; some pages have everything in a box of such a name. */
const ELSEWHERE =
  /(?:^|[-_\s])(?:related|sidebar|teasers?|widgets?|breadcrumbs?|recommended|recommendations|latest|popular|slider|eventbox|archive|preview)(?:$|[-_\s\d])/i;
const ELSEWHERE_ELEMENTS = new Set(['nav', 'aside', 'form']);

/** Their names tell of the page, not of themselves. */
const WHOLE = new Set(['html', 'body', 'article', 'main']);

const DATE_NAME =
  /(?:^|[-_\s])(?:date|datum|published|pubdate|postdate|timestamp|posted|publication|publishing|created|timedata|submitted|erschienen|infoline|meta|metadata|metainfo|byline|info)(?:$|[-_\s\d])/;
const AUTHOR_NAME =
  /(?:^|[-_\s])(?:authors?|autor|autoren|autorin|bylines?|byname|writer|wrote|contributors?|redakteur|redakteurin|verfasser|reporter|authored)(?:$|[-_\s\d])/;
const STRONG_AUTHOR = /(?:^|\s)(?:fn|author-name|byline-author|author__name|byline__author-name)(?:$|\s)/;

const LONGEST_SIGN = 140;
/** Lines looked at before and after the first heading. */
const BEFORE_HEADING = 8;
const AFTER_HEADING = 24;
const MOST_NOTES = 3;
const ARTICLE_ITEM = /(?:Article|BlogPosting|Report|Review|Recipe)$/;

export function readPageSigns(document: DomDocument): PageSigns {
  const walk = new Walk();
  walk.visit(document.documentElement, OUTSIDE);
  return walk.signs();
}

interface Around {
  readonly place: 'article' | 'elsewhere' | 'comments';
  /** Values of the article that the element belongs to, null in the item of something else. */
  readonly item: Map<string, string[]> | null;
}

const OUTSIDE: Around = { place: 'article', item: null };

class Signed {
  readonly times: string[] = [];
  readonly dates: string[] = [];
  readonly named: string[] = [];
  readonly related: string[] = [];
  readonly bylines: string[] = [];
}

class Walk {
  readonly #meta = new Map<string, string>();
  #canonical: string | null = null;
  #lang: string | null = null;
  #pageTitle = '';
  readonly #headings: string[] = [];
  readonly #linked: string[] = [];
  #article: Map<string, string[]> | null = null;
  readonly #loose = new Map<string, string[]>();
  #inItem = false;
  readonly #here = new Signed();
  readonly #aside = new Signed();
  readonly #before: string[] = [];
  readonly #after: string[] = [];
  /** After the first heading of the second rank, for pages that have none of the first. */
  readonly #second: string[] = [];
  #hasSecond = false;
  readonly #dateNotes: string[] = [];

  visit(element: DomElement, around: Around): void {
    const name = element.localName;
    if (name === 'html') this.#lang = element.getAttribute('lang');
    if (name === 'meta') this.#readMeta(element);
    else if (name === 'link') this.#readLink(element);
    else if (name === 'script') this.#linked.push(element.textContent);
    else if (name === 'title') this.#pageTitle ||= cleanLine(element.textContent);
    else this.#visitBody(element, name, around);
  }

  #visitBody(element: DomElement, name: string, around: Around): void {
    if (name === 'h1') this.#headings.push(cleanLine(element.textContent));
    if (name === 'h2') this.#hasSecond = true;
    const classes = element.getAttribute('class') ?? '';
    const id = element.getAttribute('id') ?? '';
    const names = classes !== '' || id !== '' ? splitWords(`${classes} ${id}`) : '';
    const place = placeOf(around.place, name, names);
    const item = this.#readItem(element, around.item);
    if (place !== 'comments') this.#readSigns(element, name, names, place);
    const inside = place === around.place && item === around.item ? around : { place, item };
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 1) this.visit(child, inside);
      else if (place === 'article') this.#readLine(child.textContent);
    }
  }

  #readMeta(element: DomElement): void {
    const content = element.getAttribute('content')?.trim() ?? '';
    if (content === '') return;
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (name && !this.#meta.has(name)) this.#meta.set(name, content);
    }
  }

  #readLink(element: DomElement): void {
    const rel = element.getAttribute('rel') ?? '';
    if (/(?:^|\s)canonical(?:\s|$)/i.test(rel)) this.#canonical ??= element.getAttribute('href');
  }

  /** Notes a property; gives the item that the element's inside belongs to. */
  #readItem(element: DomElement, item: Around['item']): Around['item'] {
    const isItem = element.hasAttribute('itemscope');
    const properties = element.getAttribute('itemprop');
    if (properties !== null) {
      const target = item ?? (this.#inItem ? null : this.#loose);
      if (target !== null) {
        const value = isItem ? nameInside(element) : itemValue(element);
        for (const property of properties.split(/\s+/)) add(target, property, value);
      } else if (!isItem)
        for (const property of properties.split(/\s+/)) add(this.#loose, property, itemValue(element));
    }
    if (!isItem) return item;
    const isArticle = ARTICLE_ITEM.test(element.getAttribute('itemtype')?.trim() ?? '');
    if (isArticle && this.#article === null) {
      this.#article = new Map();
      return this.#article;
    }
    return isArticle || properties !== null ? new Map() : item;
  }

  #readSigns(element: DomElement, name: string, names: string, place: 'article' | 'elsewhere'): void {
    const into = place === 'article' ? this.#here : this.#aside;
    if (name === 'time') {
      const told = element.getAttribute('datetime') ?? '';
      const text = told.trim() === '' ? shortText(element) : told;
      if (text !== null && !/updated|modified|aktualisiert/i.test(`${names} ${element.textContent}`))
        into.times.push(text);
    }
    const isRelated = /(?:^|\s)author(?:\s|$)/i.test(element.getAttribute('rel') ?? '');
    if (names === '' && !isRelated) return;
    if (DATE_NAME.test(names)) {
      const titled = element.getAttribute('title');
      if (titled !== null && titled !== '') into.dates.push(titled);
      const text = shortText(element);
      if (text !== null) into.dates.push(text);
    }
    const isNamed = STRONG_AUTHOR.test(names);
    if (!isRelated && !isNamed && !AUTHOR_NAME.test(names)) return;
    const text = shortText(element);
    if (text === null) return;
    if (isNamed) into.named.push(text);
    else if (isRelated) into.related.push(text);
    else if (place === 'article') into.bylines.push(text);
  }

  #readLine(text: string): void {
    const line = text.trim();
    if (line === '') return;
    if (line.length > LONGEST_SIGN) {
      const date = this.#dateNotes.length < MOST_NOTES ? dateline(line) : null;
      if (date !== null) this.#dateNotes.push(date);
      return;
    }
    if (this.#after.length >= AFTER_HEADING) {
      if (this.#dateNotes.length < MOST_NOTES && isDateNote(line)) this.#dateNotes.push(cleanLine(line));
      return;
    }
    if (this.#headings.length > 0) this.#after.push(cleanLine(line));
    else {
      if (this.#hasSecond && this.#second.length < AFTER_HEADING) this.#second.push(cleanLine(line));
      this.#before.push(cleanLine(line));
      if (this.#before.length > BEFORE_HEADING) this.#before.shift();
    }
  }

  signs(): PageSigns {
    const items = new Map(this.#article ?? []);
    // Outside of items, the second of a kind belongs to another article.
    for (const [property, values] of this.#loose)
      if (!items.has(property)) items.set(property, values.slice(0, 1));
    return {
      meta: this.#meta,
      canonical: this.#canonical,
      lang: this.#lang,
      pageTitle: this.#pageTitle,
      headings: this.#headings,
      linked: this.#linked,
      items,
      times: this.#here.times,
      dates: this.#here.dates,
      authors: [...this.#here.named, ...this.#here.related],
      bylines: this.#here.bylines,
      aside: {
        dates: [...this.#aside.times, ...this.#aside.dates],
        authors: [...this.#aside.named, ...this.#aside.related],
      },
      dateNotes: this.#dateNotes,
      lines: this.#headings.length > 0 ? [...this.#after, ...this.#before] : this.#second,
    };
  }
}

function placeOf(around: Around['place'], element: string, names: string): Around['place'] {
  if (around === 'comments') return around;
  if (names !== '' && !WHOLE.has(element) && COMMENTS.test(names)) return 'comments';
  if (ELSEWHERE_ELEMENTS.has(element)) return 'elsewhere';
  return names !== '' && !WHOLE.has(element) && ELSEWHERE.test(names) ? 'elsewhere' : around;
}

function splitWords(names: string): string {
  return names.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}

function add(items: Map<string, string[]>, property: string, value: string | null): void {
  if (value === null || value === '') return;
  const known = items.get(property);
  if (known === undefined) items.set(property, [value]);
  else known.push(value);
}

/** Text of an element if it is short enough to be a name or a date; what stands in different elements is kept apart. */
function shortText(element: DomElement): string | null {
  const text = spacedText(element, '');
  if (text === null) return null;
  const line = cleanLine(text);
  return line !== '' && line.length <= LONGEST_SIGN ? line : null;
}

/** Source that is indented holds more white space than text. */
const LONGEST_SOURCE = 8 * LONGEST_SIGN;

function spacedText(element: DomElement, before: string): string | null {
  let text: string | null = before;
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === 3) text += ` ${child.textContent}`;
    else text = spacedText(child, text);
    if (text === null || text.length > LONGEST_SOURCE) return null;
  }
  return text;
}

function itemValue(element: DomElement): string | null {
  return element.getAttribute('content') ?? element.getAttribute('datetime') ?? shortText(element);
}

/** The name of an item inside another: of a person, a publisher. */
function nameInside(element: DomElement): string | null {
  const [named] = element.elements((one) => /(?:^|\s)name(?:\s|$)/.test(one.getAttribute('itemprop') ?? ''));
  return named === undefined ? shortText(element) : itemValue(named);
}
