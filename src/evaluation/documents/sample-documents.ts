import { ArticleGenerator, type GeneratedArticle } from '../generate-articles.ts';
import { makeDocx } from './make-docx.ts';
import { makeEpub } from './make-epub.ts';
import { makePdf } from './make-pdf.ts';

/** Documents of one format in the size that people have them, for measuring how fast they are read. */
export interface SampleDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Sentences of an article of a newspaper: some 850 words. */
const SENTENCES = 50;
/** Articles in an export. */
const MANY = 1000;

/**
 * One document of each format.
 * @param texts real texts, whose words the documents are made of
 */
export function sampleDocuments(texts: readonly string[]): SampleDocument[] {
  const generator = new ArticleGenerator(texts, 1);
  const article = generator.article(1, SENTENCES);
  const many = Array.from({ length: MANY }, (_, index) => generator.article(index, SENTENCES));
  const page = pageOf(article, generator);
  const documents: Readonly<Record<string, string | Uint8Array>> = {
    'article.md': `---\ntitle: "${article.title}"\npublished: ${article.published}\n---\n\n${paragraphsOf(article).join('\n\n')}\n`,
    'article.txt': `${article.title}\n\n${paragraphsOf(article).join('\n\n')}\n`,
    'page.html': page,
    'saved.mhtml': mhtmlOf(page),
    'letter.eml': `From: Ada Quill <ada@example.org>\r\nSubject: ${article.title}\r\nDate: Tue, 18 Jul 2023 09:30:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${paragraphsOf(article).join('\r\n\r\n')}`,
    'export.jsonl': many.map((one) => JSON.stringify(one)).join('\n'),
    'export.json': JSON.stringify(many),
    'export.csv': `id,title,published,text\n${many.map(({ id, title, published, text }) => `${id},"${title.replaceAll('"', '""')}",${published},"${text.replaceAll('"', '""')}"`).join('\n')}`,
    'report.pdf': makePdf({
      info: { Title: article.title },
      pages: many.slice(0, 12).map((one) =>
        linesOf(one.text, 95)
          .slice(0, 50)
          .map((text, line) => ({ x: 60, y: 780 - 14 * line, size: 10, text })),
      ),
    }),
    'minutes.docx': makeDocx({
      title: article.title,
      blocks: many.slice(0, 5).flatMap((one) => paragraphsOf(one)),
    }),
    'book.epub': makeEpub({
      title: article.title,
      creators: ['Ada Quill'],
      chapters: Object.fromEntries(
        many
          .slice(0, 20)
          .map((one) => [
            `chapter-${one.id}.xhtml`,
            `<h1>${escape(one.title)}</h1>${paragraphsOf(one).map(inParagraph).join('')}`,
          ]),
      ),
    }),
  };
  return Object.entries(documents).map(([name, content]) => ({
    name,
    bytes: typeof content === 'string' ? Buffer.from(content) : content,
  }));
}

function paragraphsOf({ text }: GeneratedArticle): string[] {
  const sentences = text.split(/(?<=\.) /);
  return Array.from({ length: Math.ceil(sentences.length / 4) }, (_, index) =>
    sentences.slice(4 * index, 4 * index + 4).join(' '),
  );
}

/** A news page weighs 200 KB, of which the article is a thirtieth: menus, teasers, styles and scripts are the rest. */
function pageOf(article: GeneratedArticle, generator: ArticleGenerator): string {
  const teasers = Array.from({ length: 120 }, (_, index) => {
    const { title, id } = generator.article(index, 1);
    return `<div class="teaser card card--${id}" data-track="teaser-${id}"><a class="teaser__link" href="/a/${id}"><img src="/i/${id}.jpg" alt=""><h3 class="teaser__title">${escape(title)}</h3></a><p class="teaser__text">${escape(title)}</p></div>`;
  });
  const menu = Array.from(
    { length: 80 },
    (_, index) => `<li class="nav__item"><a href="/s/${String(index)}">Section ${String(index)}</a></li>`,
  );
  const script = `<script>${'window.dataLayer=window.dataLayer||[];dataLayer.push({"event":"view"});'.repeat(800)}</script>`;
  const style = `<style>${'.teaser__title{font-size:1.2rem;margin:0 0 .5em}'.repeat(700)}</style>`;
  return `<!doctype html><html lang="en"><head><title>${escape(article.title)} | Outlet</title>${style}${script}<meta property="article:published_time" content="${article.published}"></head><body><nav><ul>${menu.join('')}</ul></nav><main><article><h1>${escape(article.title)}</h1>${paragraphsOf(article).map(inParagraph).join('')}</article></main><aside>${teasers.join('')}</aside><footer><ul>${menu.join('')}</ul></footer></body></html>`;
}

/** A browser saves a page with its pictures. */
function mhtmlOf(page: string): string {
  const picture = Buffer.alloc(300_000, 7)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  return `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: Page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="part"\r\n\r\n--part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/a\r\n\r\n${page}\r\n--part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.org/p.png\r\n\r\n${picture}\r\n--part--\r\n`;
}

function inParagraph(text: string): string {
  return `<p>${escape(text)}</p>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Words in lines of at most so many characters. */
function linesOf(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${String(width)}}(?:\\s|$)`, 'g')) ?? [];
}
