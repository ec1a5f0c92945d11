import { html, nothing, type TemplateResult } from 'lit';
import type { MarkdownNode } from '../markdown/nodes.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import { timeText } from '../markdown/time-text.ts';
import type { View } from '../view.ts';

/**
 * A message's text. Everything that comes from elsewhere is put in as text or as an address that was checked; Lit
 * escapes both, so that no text becomes markup.
 */
export function markdown(text: string, view: View): TemplateResult {
  return html`${parseMarkdown(text).map((node) => drawn(node, view))}`;
}

function drawn(node: MarkdownNode, view: View): TemplateResult | string {
  const inner = (children: readonly MarkdownNode[]) => children.map((child) => drawn(child, view));
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'code':
      return html`<discord-code>${node.text}</discord-code>`;
    case 'codeBlock':
      return html`<discord-code multiline>${node.text}</discord-code>`;
    case 'bold':
      return html`<discord-bold>${inner(node.children)}</discord-bold>`;
    case 'italic':
      return html`<discord-italic>${inner(node.children)}</discord-italic>`;
    case 'underline':
      return html`<discord-underlined>${inner(node.children)}</discord-underlined>`;
    case 'strike':
      return html`<s>${inner(node.children)}</s>`;
    case 'spoiler':
      return html`<discord-spoiler>${inner(node.children)}</discord-spoiler>`;
    case 'quote':
      return html`<discord-quote>${inner(node.children)}</discord-quote>`;
    case 'small':
      return html`<discord-subscript>${inner(node.children)}</discord-subscript>`;
    case 'heading':
      return html`<discord-header level=${node.level}>${inner(node.children)}</discord-header>`;
    case 'list':
      return html`<discord-unordered-list>${inner(node.items)}</discord-unordered-list>`;
    case 'item':
      return html`<discord-list-item>${inner(node.children)}</discord-list-item>`;
    case 'link':
      return html`<discord-link href=${node.href} target="_blank" rel="noopener noreferrer nofollow"
        >${inner(node.children)}</discord-link
      >`;
    case 'mention':
      return html`<discord-mention type=${node.of}>${nameOf(node, view)}</discord-mention>`;
    case 'everyone':
      return html`<discord-mention type="role">${node.text.slice(1)}</discord-mention>`;
    case 'command':
      return html`<discord-mention type="slash">${node.name}</discord-mention>`;
    case 'time':
      return html`<discord-time title=${timeText(node.seconds, 'F', Date.now())}
        >${timeText(node.seconds, node.style, Date.now())}</discord-time
      >`;
    default:
      return html`${nothing}`;
  }
}

function nameOf({ of, id }: Extract<MarkdownNode, { type: 'mention' }>, view: View): string {
  switch (of) {
    case 'user':
      return view.people.find((person) => person.id === id)?.name ?? 'unknown-user';
    case 'channel':
      return (
        view.servers.flatMap(({ channels }) => channels).find((channel) => channel.id === id)?.name ??
        'unknown'
      );
    case 'role':
      return 'role';
  }
}
