import { decodeHTML } from 'entities';
import { Lexer, type Token, type Tokens } from 'marked';
import { parseDocument } from 'yaml';
import { messageOf } from '../errors.ts';
import { decode } from './decode.ts';
import {
  type Extracted,
  type Extractor,
  isTooLong,
  rejected,
  type Rejected,
  single,
  toDraft,
  TOO_LONG,
} from './extract.ts';
import { articleFields } from './fields.ts';
import { type HtmlReader, htmlReaderFor } from './embedded-html.ts';

/** Markdown, with or without front matter in YAML. */
export const markdown: Extractor = async ({ bytes, name }) => {
  const decoded = decode(bytes);
  if (!decoded.ok) return single(rejected(decoded.reason));
  return single(isTooLong(decoded.text.length) ? TOO_LONG : await read(decoded.text, name));
};

/** Deeper than any list or quotation that people write; the parser calls itself once a level. */
const DEEPEST = 100;
const TOO_DEEP = new RegExp(`^[ \\t]*(?:>[ \\t]*|(?:[-*+]|\\d{1,9}[.)])[ \\t]+){${String(DEEPEST)}}`, 'm');

/**
 * A block with more marks than this is not prose. marked's time grows with the square of the marks in one block:
 * 0.4 s at 10,000, 7 s at 40,000. At the limit a megabyte takes 2 to 3 s.
 */
const MOST_MARKS = 600;

/** Above this the marks of quotations are dropped before parsing: marked takes 20 s for 50,000 such lines. */
const MOST_QUOTED_LINES = 5000;

const LONGEST_FRONT_MATTER = 64 * 1024;

async function read(source: string, name: string): Promise<Extracted> {
  const [header, body] = splitFrontMatter(source.replace(/\r\n?/g, '\n'));
  const front = readFrontMatter(header);
  if (!front.ok) return front;
  const { fields } = front;
  if (TOO_DEEP.test(body))
    return rejected(`is nested more than ${String(DEEPEST)} levels deep`, 'too-complex');

  const tokens = lex(body);
  const first = tokens.find((token) => token.type !== 'space');
  const heading = first?.type === 'heading' ? inlineText(first.tokens ?? []) : null;
  // A heading that begins the text is its title, also where the front matter repeats it.
  const isTitle = heading !== null && (!fields.title || sameWords(heading, fields.title));
  const blocks = isTitle ? tokens.slice(tokens.indexOf(first as Token) + 1) : tokens;
  return toDraft(
    {
      ...fields,
      title: fields.title ?? heading,
      paragraphs: paragraphsOf(blocks, await htmlReaderFor(body)),
    },
    name,
  );
}

function splitFrontMatter(source: string): [header: string, body: string] {
  if (!source.startsWith('---\n')) return ['', source];
  const end = /^(?:---|\.\.\.)[ \t]*$/m.exec(source.slice(4));
  if (!end) return ['', source];
  return [source.slice(4, 4 + end.index), source.slice(4 + end.index + end[0].length)];
}

type FrontMatter = { ok: true; fields: ReturnType<typeof articleFields> | Record<string, never> } | Rejected;

function readFrontMatter(header: string): FrontMatter {
  if (header.length > LONGEST_FRONT_MATTER) {
    return rejected(`has front matter of more than ${String(LONGEST_FRONT_MATTER)} characters`);
  }
  const yaml = parseDocument(header, { uniqueKeys: false });
  const problem = yaml.errors[0];
  if (problem) {
    // The fence is the file's first line; the parser's message goes on with an excerpt.
    const line = (problem.linePos?.[0].line ?? 1) + 1;
    const what = problem.message.split(/ at line|:?\n/)[0] ?? '';
    return rejected(`has front matter that is not valid YAML: ${what} (line ${String(line)})`);
  }
  try {
    const values: unknown = yaml.toJS({ maxAliasCount: 100 });
    return {
      ok: true,
      fields:
        typeof values === 'object' && values !== null ? articleFields(values as Record<string, unknown>) : {},
    };
  } catch (error) {
    return rejected(`has front matter that cannot be read: ${messageOf(error)}`);
  }
}

/** marked's own `lex`, except that blocks which would take it too long are left as plain text. */
function lex(body: string): Token[] {
  const lexer = new Lexer({ gfm: true });
  // Indentation counts up to a point only: each level of a list is parsed again for every level above it.
  const shallow = body.replace(/^([ \t]{40})[ \t]+/gm, '$1');
  const quoted = shallow.match(/^[ \t]*>/gm)?.length ?? 0;
  lexer.blockTokens(
    quoted > MOST_QUOTED_LINES ? shallow.replace(/^[ \t]*>[> \t]*/gm, '') : shallow,
    lexer.tokens,
  );
  // The queue grows while it is worked on.
  for (const { src, tokens } of lexer.inlineQueue) {
    if ((src.match(/[*_`[\]~<]/g)?.length ?? 0) > MOST_MARKS)
      tokens.push({ type: 'text', raw: src, text: src });
    else lexer.inlineTokens(src, tokens);
  }
  return lexer.tokens;
}

function paragraphsOf(tokens: readonly Token[], html: HtmlReader): string[] {
  return tokens.flatMap((token) => {
    switch (token.type) {
      case 'heading':
      case 'paragraph':
      case 'text':
        return [inlineText(token.tokens ?? [token])];
      case 'list':
        return (token as Tokens.List).items.flatMap((item) => paragraphsOf(item.tokens, html));
      case 'table': {
        const { header, rows } = token as Tokens.Table;
        return [header, ...rows].map((row) => row.map((cell) => inlineText(cell.tokens)).join(' | '));
      }
      case 'blockquote':
        return paragraphsOf(token.tokens ?? [], html);
      case 'html':
        return html(token.raw);
      case 'code':
        return [(token as Tokens.Code).text];
      default:
        return [];
    }
  });
}

/** Link texts and words stay; marks, addresses, pictures, tags and footnote numbers go. */
function inlineText(tokens: readonly Token[]): string {
  return tokens
    .map((token): string => {
      switch (token.type) {
        case 'image':
        case 'html':
          return '';
        case 'br':
          return ' ';
        case 'text':
          // The lexer has escaped `text` for HTML; `raw` is as it was written.
          return decodeHTML(withoutFootnotes(token.raw));
        case 'escape':
          return token.raw.slice(1);
        default: {
          const { tokens: inner, text } = token as { tokens?: Token[]; text?: string };
          return inner ? inlineText(inner) : (text ?? '');
        }
      }
    })
    .join('');
}

function withoutFootnotes(text: string): string {
  return text.replace(/\[\^[^\]\s]{1,50}\](?::\s*)?/g, '');
}

function sameWords(one: string, other: string): boolean {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return bare(one) === bare(other);
}
