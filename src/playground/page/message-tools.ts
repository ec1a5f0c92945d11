import { html, nothing, type TemplateResult } from 'lit';
import type { MessageOnPage } from '../view.ts';
import type { Context } from './context.ts';

/** What can be done with a message, while the pointer or the focus is on it. */
export function toolbar(message: MessageOnPage, context: Context, dismiss: () => void): TemplateResult {
  const { view, change, act } = context;
  const own = message.authorId === view.me.id;
  const canThread = !message.ephemeral && view.open?.channel.kind === 'text' && message.threadId === null;
  return html`<div class="toolbar" role="toolbar" aria-label="Message actions">
    ${
      message.ephemeral
        ? tool('close', 'Dismiss', dismiss)
        : html`${tool('thumb', 'React with 👍', () => void act({ do: 'react', messageId: message.id, emoji: '👍' }))}
          ${tool('reply', 'Reply', () => {
            change({ replyTo: message.id });
          })}`
    }
    ${view.commands
      .filter(({ kind }) => kind === 'message')
      .map(
        ({ name, label }) =>
          html`<wa-button
            size="s"
            appearance="plain"
            @click=${() => void act({ do: 'use', command: name, messageId: message.id })}
            >${label}</wa-button
          >`,
      )}
    ${
      canThread
        ? tool('thread', 'Create thread', () => {
            change({ threadFrom: message.id });
          })
        : nothing
    }
    ${own ? tool('trash', 'Delete', () => void act({ do: 'delete', messageId: message.id })) : nothing}
  </div>`;
}

function tool(icon: string, label: string, run: () => void): TemplateResult {
  return html`<wa-button size="s" appearance="plain" title=${label} @click=${run}
    ><wa-icon name=${icon} label=${label}></wa-icon
  ></wa-button>`;
}

/** Emoji under a message; a click adds one's own or takes it back. */
export function reactionsOf(message: MessageOnPage, { act }: Context): TemplateResult | typeof nothing {
  if (message.reactions.length === 0) return nothing;
  return html`<div slot="reactions" class="reactions">
    ${message.reactions.map(
      ({ emoji, count, mine }) =>
        html`<button
          type="button"
          class="reaction"
          aria-pressed=${mine ? 'true' : 'false'}
          aria-label=${`${emoji} ${String(count)}`}
          @click=${() => void act({ do: 'react', messageId: message.id, emoji })}
        >
          ${emoji} ${count}
        </button>`,
    )}
  </div>`;
}
