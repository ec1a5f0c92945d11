import { Readability } from '@mozilla/readability';
import { withoutBoilerplate } from './boilerplate.ts';
import { declaredCharset, decode } from './decode.ts';
import { type DomDocument, type DomElement, parseDom } from './dom.ts';
import { authorsOf, type Extracted, type Format, rejected, single, toDraft } from './extract.ts';
import { type Paragraph, paragraphsIn } from './html-text.ts';
import { readMetadata } from './metadata.ts';
import { prune } from './prune.ts';
import { reduceHtml } from './reduce-html.ts';

/** Web pages: the article without its surroundings, by Readability on linkedom. */
export const html: Format = {
  name: 'HTML',
  extensions: ['.html', '.htm', '.xhtml'],
  extract: ({ bytes, name }) => {
    const decoded = decode(bytes, declaredCharset(bytes));
    return single(decoded.ok ? read(decoded.text, name) : rejected(decoded.reason));
  },
};

/** Readability sometimes keeps only a teaser; below this, all `p` elements together are the better text. */
const LEAST_CHARACTERS = 250;

function read(source: string, name: string): Extracted {
  const reduced = reduceHtml(source);
  if (!reduced.ok) return rejected(reduced.reason, 'too-complex');
  const document = parseDom(reduced.html);
  const metadata = readMetadata(document);
  prune(document, reduced.rules);
  // Readability takes its document apart, so the fallback is read before.
  const fallback = [...document.querySelectorAll('p')].flatMap((element) => paragraphsIn(element));
  const article = readable(document);
  const found = article ? paragraphsIn(article.content) : [];
  const paragraphs =
    lengthOf(found) >= LEAST_CHARACTERS || lengthOf(found) >= lengthOf(fallback) ? found : fallback;
  const authors = metadata.authors?.length ? metadata.authors : authorsOf(article?.byline ?? '');
  return toDraft(
    { ...metadata, authors, paragraphs: withoutBoilerplate(paragraphs, metadata.title ?? '') },
    name,
  );
}

function readable(document: DomDocument): { content: DomElement; byline: string | null } | null {
  const reader = new Readability(document, {
    charThreshold: LEAST_CHARACTERS,
    disableJSONLD: true,
    serializer: (node: unknown) => node as DomElement,
  });
  try {
    const article = reader.parse();
    return article?.content ? { content: article.content, byline: article.byline ?? null } : null;
  } catch {
    // It overflows the stack on a hundred thousand neighbours, for one; the page's `p` elements are read then.
    return null;
  }
}

function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, paragraph) => sum + paragraph.text.length, 0);
}
