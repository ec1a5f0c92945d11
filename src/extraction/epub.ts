import { posix } from 'node:path';
import { declaredCharset, decode } from './decode.ts';
import { type ExtractedRecord, type Extractor, type Rejected, rejected, single, toDraft } from './extract.ts';
import { htmlParagraphs, readHtml } from './html-text.ts';
import { readXml } from './xml.ts';
import { unzip } from './zip.ts';

/**
 * Books and magazines in EPUB. Each chapter with a text is an article of its own, so that a citation names it: its title is the
 * chapter's heading, its outlet the book. A book of one chapter is one article.
 */
export const epub: Extractor = async ({ bytes, name }) => {
  const unzipped = await unzip(bytes, (path) => /(?:\.(?:xml|opf|x?html?)|^mimetype)$/i.test(path));
  if (!unzipped.ok) return single(unzipped);
  const { files } = unzipped;
  const path = packagePath(files.get('META-INF/container.xml'));
  const source = files.get(path);
  if (source === undefined) return single(rejected('is a ZIP archive, but no EPUB'));
  const book = readPackage(source, path);
  const locked = lockedPaths(files.get('META-INF/encryption.xml'));
  const readable = book.chapters.filter((chapter) => !locked.has(chapter));
  if (readable.length === 0 && book.chapters.length > 0) {
    return single(rejected('is protected against copying (DRM)'));
  }
  const read = readable.flatMap((chapter) => readChapter(chapter, files.get(chapter)));
  const chapters = read.flatMap((one) => (one.ok ? one.chapter : []));
  const refused = read.find((one) => !one.ok);
  const records = chapters.flatMap((chapter) => toRecord(chapter, book, name, chapters.length === 1));
  return records.length > 0 ? records : single(refused ?? rejected('holds no text'));
};

interface Book {
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly publisher: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  /** Paths in the archive, in reading order. */
  readonly chapters: readonly string[];
}

interface Chapter {
  readonly path: string;
  readonly heading: string | null;
  readonly paragraphs: readonly string[];
}

function packagePath(container: Uint8Array | undefined): string {
  let path = '';
  if (container === undefined) return path;
  readXml(container, {
    open: (name, attributes) => {
      if (name === 'rootfile' && path === '') path = decodePath(attributes['full-path'] ?? '');
    },
  });
  return path;
}

/** The package document (OPF): Dublin Core, the list of files, the reading order. */
function readPackage(source: Uint8Array, path: string): Book {
  const folder = posix.dirname(path);
  const found = new Map<string, string[]>();
  const hrefs = new Map<string, string>();
  const spine: string[] = [];
  let current: string | null = null;
  let text = '';
  readXml(source, {
    open: (name, attributes) => {
      text = '';
      current = name === 'meta' ? (attributes['property'] ?? null) : name;
      const { id, href, properties = '' } = attributes;
      const isNavigation = /\b(?:nav|cover-image)\b/.test(properties);
      if (name === 'item' && id !== undefined && href !== undefined && !isNavigation) hrefs.set(id, href);
      if (name === 'itemref' && attributes['linear'] !== 'no') spine.push(attributes['idref'] ?? '');
    },
    text: (part) => {
      text += part;
    },
    close: () => {
      if (current !== null && text.trim() !== '') {
        found.set(localName(current), [...(found.get(localName(current)) ?? []), text.trim()]);
      }
      current = null;
    },
  });
  const first = (name: string): string | null => found.get(name)?.[0] ?? null;
  return {
    title: first('title'),
    authors: found.get('creator') ?? [],
    publisher: first('publisher'),
    published: first('date') ?? first('issued'),
    modified: first('modified'),
    // Joined by the rules of paths and looked up in the archive: it leads nowhere else.
    chapters: spine.flatMap((id) => {
      const href = hrefs.get(id);
      return href === undefined ? [] : posix.join(folder, decodePath(href.replace(/#.*/, '')));
    }),
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Paths are written as in URLs. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone % is a name as it stands.
    return path;
  }
}

/** What is encrypted; fonts often are, and do not matter. */
function lockedPaths(encryption: Uint8Array | undefined): ReadonlySet<string> {
  const paths = new Set<string>();
  if (encryption === undefined) return paths;
  readXml(encryption, {
    open: (name, attributes) => {
      if (name === 'CipherReference') paths.add(decodePath(attributes['URI'] ?? ''));
    },
  });
  return paths;
}

/** None where there is nothing in it. */
function readChapter(
  path: string,
  bytes: Uint8Array | undefined,
): ({ readonly ok: true; readonly chapter: Chapter } | Rejected)[] {
  if (bytes === undefined) return [];
  const decoded = decode(bytes, declaredCharset(bytes));
  if (!decoded.ok) return [];
  // In XHTML an empty element may close itself, which HTML takes for an opening tag that swallows the page.
  const html = decoded.text.replace(/<(title|script|style|a|p|div|span|i|b|em)(\s[^<>]*)?\/>/gi, '');
  const heading = /<h[1-3]\b[^>]*>(.*?)<\/h[1-3]>/is.exec(html)?.[1] ?? null;
  const body = readHtml(html);
  if (!body.ok) return [body];
  const { paragraphs } = body;
  if (paragraphs.length === 0) return [];
  const chapter = {
    path,
    heading: heading === null ? null : htmlParagraphs(heading).join(' '),
    paragraphs,
  };
  return [{ ok: true, chapter }];
}

/** None where a page holds no more than a cover, a title or a dedication. */
function toRecord(chapter: Chapter, book: Book, name: string, isWhole: boolean): ExtractedRecord[] {
  const { heading, path } = chapter;
  const flat = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const hasHeading =
    heading !== null && flat(heading) !== '' && flat(chapter.paragraphs[0]) === flat(heading);
  const paragraphs = hasHeading ? chapter.paragraphs.slice(1) : chapter.paragraphs;
  const outcome = toDraft(
    {
      title: isWhole
        ? (book.title ?? heading)
        : heading === null || flat(heading) === ''
          ? book.title
          : heading,
      authors: book.authors,
      outlet: isWhole ? book.publisher : (book.title ?? book.publisher),
      published: book.published,
      modified: book.modified,
      paragraphs,
    },
    name,
  );
  if (!outcome.ok && !isWhole) return [];
  return [{ key: isWhole ? null : path, outcome }];
}
