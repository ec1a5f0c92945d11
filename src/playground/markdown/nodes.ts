/** What Discord's markdown means, as a tree. Text in it is plain and untrusted; addresses are http or https. */
export type MarkdownNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'codeBlock'; readonly text: string }
  | {
      readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'small' | 'item';
      readonly children: readonly MarkdownNode[];
    }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly MarkdownNode[] }
  | { readonly type: 'list'; readonly items: readonly MarkdownNode[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly MarkdownNode[] }
  | { readonly type: 'mention'; readonly of: 'user' | 'role' | 'channel'; readonly id: string }
  | { readonly type: 'everyone'; readonly text: string }
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'time'; readonly seconds: number; readonly style: string };
