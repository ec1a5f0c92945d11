import { decodeHTML } from 'entities';

/** What a page says of its article in JSON-LD (schema.org). */
export type Linked = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review)$/;

/**
 * The first object that describes an article, else the first that says when it was published (a page, a recipe, an episode), with the
 * people and organisations that it refers to; empty where there is none.
 */
export function linkedArticle(sources: readonly string[]): Linked {
  const byId = new Map<string, Linked>();
  const values = sources.map(parseLenient);
  const find = (isWanted: (object: Linked) => boolean) =>
    values.map((value) => findObject(value, isWanted, byId, 0)).find((found) => found !== null);
  const article = find(isArticle) ?? find(({ datePublished }) => datePublished !== undefined);
  if (!article) return {};
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    const id = isObject(value) ? value['@id'] : value;
    return (typeof id === 'string' ? byId.get(id) : undefined) ?? value;
  };
  return { ...article, author: resolve(article.author), publisher: resolve(article.publisher) };
}

function isArticle({ '@type': type }: Linked): boolean {
  return [type].flat().some((name) => typeof name === 'string' && ARTICLE_TYPE.test(name));
}

/** Walks the objects of a page, noting those that have an id; lists of other articles are not followed. */
function findObject(
  value: unknown,
  isWanted: (object: Linked) => boolean,
  byId: Map<string, Linked>,
  depth: number,
): Linked | null {
  if (depth > 4) return null;
  const findIn = (inside: unknown) => findObject(inside, isWanted, byId, depth + 1);
  if (Array.isArray(value)) {
    const found = value.slice(0, 200).map(findIn);
    return found.find((object) => object !== null) ?? null;
  }
  if (!isObject(value)) return null;
  const { '@id': id } = value;
  if (typeof id === 'string' && !byId.has(id)) byId.set(id, value);
  const inside = findIn(value['@graph']) ?? findIn(value.mainEntity);
  return isWanted(value) ? value : inside;
}

/** JSON as pages write it: in comments or CDATA, with raw line breaks in strings. */
function parseLenient(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\]\]>)\s*$/, '');
  try {
    return JSON.parse(bare.replace(/[\r\n\t]+/g, ' '));
  } catch {
    // Broken metadata is as good as none: the page's other metadata and its text still count.
    return null;
  }
}

/** A name: a string, an object that has one, or the first of a list. An address is no name. */
export function nameOf(value: unknown): string | null {
  const text = textOf(value, 'name');
  return text !== null && !/^https?:/.test(text) ? text : null;
}

/** An address: a string, or an object that has one. */
export function addressOf(value: unknown): string | null {
  return textOf(value, '@id') ?? textOf(value, 'url');
}

function textOf(value: unknown, key: string): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const text = isObject(first) ? first[key] : first;
  // JSON-LD is text, but many pages escape it as if it were HTML.
  return typeof text === 'string' ? decodeHTML(text).trim() || null : null;
}

function isObject(value: unknown): value is Linked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
