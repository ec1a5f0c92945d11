import type { MarkdownNode } from './nodes.ts';

/** A text as one would read it aloud: without marks, one line. */
export function plainOf(nodes: readonly MarkdownNode[]): string {
  return nodes.map(wordsOf).join('').replace(/\s+/gu, ' ').trim();
}

function wordsOf(node: MarkdownNode): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'codeBlock':
    case 'everyone':
      return node.text;
    case 'break':
      return ' ';
    case 'command':
      return `/${node.name}`;
    case 'mention':
    case 'time':
      return '';
    case 'list':
      return node.items.map((item) => ` ${wordsOf(item)}`).join('');
    default:
      return plainOfChildren(node.children);
  }
}

function plainOfChildren(children: readonly MarkdownNode[]): string {
  return children.map(wordsOf).join('');
}
