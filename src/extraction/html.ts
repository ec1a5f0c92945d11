import { Readability } from '@mozilla/readability';
import { withoutBoilerplate } from './boilerplate.ts';
import { chooseParagraphs, LEAST_CHARACTERS } from './choose-paragraphs.ts';
import { declaredCharset, decode } from './decode.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { authorsOf, type Extracted, type Extractor, rejected, single, toDraft } from './extract.ts';
import { judgePage } from './judge-page.ts';
import { paragraphsIn } from './html-text.ts';
import { readMetadata } from './metadata.ts';
import { parsePage } from './parse-page.ts';
import { prune } from './prune.ts';

/** Web pages: the article without its surroundings, by Readability. */
export const html: Extractor = ({ bytes, name }) => {
  const decoded = decode(bytes, declaredCharset(bytes));
  return single(decoded.ok ? read(decoded.text, name) : rejected(decoded.reason));
};

function read(source: string, name: string): Extracted {
  const parsed = parsePage(source);
  if (!parsed.ok) return parsed;
  const { document } = parsed;
  const metadata = readMetadata(document);
  const tookHidden = prune(document, parsed.rules);
  // Readability takes its document apart, so the page's own order is read before.
  const page = paragraphsIn(document.body);
  const article = readable(document);
  const paragraphs = chooseParagraphs(
    article ? paragraphsIn(article.content) : [],
    page,
    metadata.descriptions,
  );
  const authors = metadata.authors?.length ? metadata.authors : authorsOf(article?.byline ?? '');
  const kept = withoutBoilerplate(paragraphs, metadata.title ?? '', authors);
  const outcome = toDraft(
    { ...metadata, authors, paragraphs: kept, marks: tookHidden ? ['hidden'] : [] },
    name,
  );
  const judgement = judgePage({
    title: metadata.title ?? '',
    page: () => parsed.texts.map((text) => text.replace(/\s+/g, ' ').trim()),
    article: kept,
    free: metadata.free,
  });
  return judgement === null ? outcome : rejected(judgement.reason, judgement.kind, outcome.draft);
}

function readable(document: DomDocument): { content: DomElement; byline: string | null } | null {
  const reader = new Readability(document, {
    charThreshold: LEAST_CHARACTERS,
    disableJSONLD: true,
    keepClasses: true,
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
