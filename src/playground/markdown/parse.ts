import type { MarkdownNode } from './nodes.ts';
import { parseRaw } from './rules.ts';

/** Messages hold 2,000 characters, all texts of a layout 4,000; more is shown as it is. */
const MOST_PARSED = 4000;

/** Parsed texts that are remembered: a page draws the same messages again and again. */
const MOST_REMEMBERED = 300;

const remembered = new Map<string, readonly MarkdownNode[]>();

/** Discord's markdown as a tree of known nodes; whatever is unknown or unsafe in it becomes plain text. */
export function parseMarkdown(text: string): readonly MarkdownNode[] {
  const known = remembered.get(text);
  if (known) return known;
  const nodes =
    text.length > MOST_PARSED ? [{ type: 'text' as const, text }] : nodesOf(parseRaw(text, { inline: true }));
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, nodes);
  return nodes;
}

type Raw = Readonly<Record<string, unknown>>;

function nodesOf(content: unknown): MarkdownNode[] {
  const raws = Array.isArray(content) ? (content as readonly unknown[]) : [content];
  const nodes: MarkdownNode[] = [];
  for (const raw of raws) {
    for (const node of nodeOf(isRaw(raw) ? raw : { type: 'text', content: textOf(raw) })) {
      const last = nodes.at(-1);
      // The parser cuts plain text at every sign.
      if (last?.type === 'text' && node.type === 'text') {
        nodes[nodes.length - 1] = { type: 'text', text: last.text + node.text };
      } else nodes.push(node);
    }
  }
  return nodes;
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const WRAPPERS = {
  strong: 'bold',
  em: 'italic',
  underline: 'underline',
  strikethrough: 'strike',
  spoiler: 'spoiler',
  blockQuote: 'quote',
  subtext: 'small',
} as const;

function nodeOf(raw: Raw): MarkdownNode[] {
  const type = textOf(raw['type']);
  const children = (): MarkdownNode[] => nodesOf(raw['content'] ?? []);
  if (type in WRAPPERS) return [{ type: WRAPPERS[type as keyof typeof WRAPPERS], children: children() }];
  switch (type) {
    case 'br':
    case 'newline':
      return [{ type: 'break' }];
    case 'inlineCode':
      return [{ type: 'code', text: textOf(raw['content']) }];
    case 'codeBlock':
      return [{ type: 'codeBlock', text: textOf(raw['content']) }];
    case 'heading':
      return [{ type: 'heading', level: levelOf(raw['level']), children: children() }];
    case 'list': {
      const items = Array.isArray(raw['items']) ? (raw['items'] as readonly unknown[]) : [];
      return [{ type: 'list', items: items.map((item) => ({ type: 'item', children: nodesOf(item) })) }];
    }
    case 'link':
    case 'url':
    case 'autolink':
      return linkOf(textOf(raw['target']), children());
    case 'user':
    case 'role':
    case 'channel':
      return [{ type: 'mention', of: type, id: textOf(raw['id']) }];
    case 'everyone':
    case 'here':
      return [{ type: 'everyone', text: `@${type}` }];
    case 'slashCommand':
      return [{ type: 'command', name: textOf(raw['name']) }];
    case 'timestamp':
      return [{ type: 'time', seconds: Number(raw['timestamp']), style: textOf(raw['format']) || 'f' }];
    case 'twemoji':
      return [{ type: 'text', text: textOf(raw['name']) }];
    case 'emoji':
      return [{ type: 'text', text: `:${textOf(raw['name'])}:` }];
    case 'guildNavigation':
      return [{ type: 'text', text: textOf(raw['navigation'] ?? raw['type']) }];
    default: {
      const content = raw['content'];
      return Array.isArray(content) ? nodesOf(content) : [{ type: 'text', text: textOf(content) }];
    }
  }
}

function levelOf(level: unknown): 1 | 2 | 3 {
  return level === 1 || level === 2 ? level : 3;
}

/** A link where its address is plain http; else its text. */
function linkOf(target: string, children: readonly MarkdownNode[]): MarkdownNode[] {
  const href = safeAddress(target);
  return href === null ? [...children] : [{ type: 'link', href, children }];
}

/** The address in its normal form, `null` where it is not http or https. */
export function safeAddress(target: string): string | null {
  if (!URL.canParse(target)) return null;
  const { protocol, href } = new URL(target);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}
