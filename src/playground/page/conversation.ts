import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MessageOnPage, PendingOnPage } from '../view.ts';
import { SIGNS } from './channel-list.ts';
import type { Context } from './context.ts';
import { moveAmongMessages } from './keep-focus.ts';
import { messageRow, pendingRow } from './message.ts';
import { welcome } from './welcome.ts';

/** Messages of one author within this time stand under one name, in milliseconds, as in Discord's client. */
const GROUPED_WITHIN = 7 * 60_000;

/** From how far above its end, in pixels, the conversation still follows what comes. */
const NEAR_END = 160;

/** The open channel: its name, its messages, who writes, and where to write. */
export function conversation(context: Context): TemplateResult {
  const { view, ui, change } = context;
  const { open } = view;
  if (open === null) return html`<main class="conversation"><p class="waiting">Choose a channel.</p></main>`;
  const { channel } = open;
  const toggle = (drawer: 'channels' | 'members', icon: string, label: string) =>
    html`<wa-button
      appearance="plain"
      size="s"
      @click=${() => {
        change({ drawer });
      }}
      ><wa-icon name=${icon} label=${label}></wa-icon
    ></wa-button>`;
  return html`<main class="conversation">
    <header>
      ${ui.narrow ? toggle('channels', 'bars', 'Channels') : nothing}
      <h1>${title(context)}</h1>
      ${ui.narrow ? toggle('members', 'members', 'Members') : nothing}
    </header>
    <div
      class="log"
      role="log"
      aria-live="off"
      aria-label="Messages"
      tabindex="0"
      @keydown=${moveAmongMessages}
    >
      ${keyed(
        `${ui.theme} ${channel.id} ${view.me.id}`,
        html`<discord-messages no-background ?light-theme=${ui.theme === 'light'}>
          ${rows(context)}
        </discord-messages>`,
      )}
    </div>
    <p class="typing" aria-live="polite">
      ${open.typing.length > 0 ? html`<wa-spinner></wa-spinner> ${open.typing.join(', ')} is typing…` : nothing}
    </p>
    ${
      ui.problem === null
        ? nothing
        : html`<wa-callout variant="danger" size="s" role="alert">${ui.problem}</wa-callout>`
    }
    <playground-composer .context=${context}></playground-composer>
  </main>`;
}

/** The channel's name; before that of a thread the way back to its channel. */
function title({ view, open }: Context): TemplateResult {
  const channel = view.open?.channel;
  const parent = view.servers.flatMap(({ channels }) => channels).find(({ id }) => id === channel?.parentId);
  if (parent === undefined) return html`${SIGNS[channel?.kind ?? 'text']} ${channel?.name}`;
  return html`<button
      type="button"
      class="back"
      @click=${() => {
        open(parent.id);
      }}
    >
      # ${parent.name}
    </button>
    › ${channel?.name}`;
}

function rows(context: Context): unknown {
  const { view, ui } = context;
  const messages = (view.open?.messages ?? []).filter(({ id }) => !ui.dismissed.has(id));
  const pending = (view.open?.pending ?? []).filter(
    ({ id, messageId }) => messageId === null && !ui.dismissed.has(id),
  );
  if (messages.length === 0 && pending.length === 0) return welcome(context);
  const inOrder = [...messages, ...pending].sort((a, b) => a.at - b.at);
  return repeat(
    inOrder,
    ({ id }) => id,
    (row, index) =>
      isMessage(row)
        ? messageRow(row, isGrouped(row, inOrder[index - 1]), context)
        : pendingRow(row, context),
  );
}

function isMessage(row: MessageOnPage | PendingOnPage): row is MessageOnPage {
  return 'authorId' in row;
}

function isGrouped(message: MessageOnPage, before: MessageOnPage | PendingOnPage | undefined): boolean {
  return (
    before !== undefined &&
    isMessage(before) &&
    before.authorId === message.authorId &&
    before.ephemeral === message.ephemeral &&
    message.at - before.at < GROUPED_WITHIN &&
    message.reply === null &&
    message.command === null
  );
}

/** Keeps the end of the conversation in sight, unless the reader has scrolled up. */
export function stickToBottom(root: ParentNode): void {
  const log = root.querySelector<HTMLElement>('.log');
  if (log === null) return;
  const follow = (): void => {
    const away = log.scrollHeight - log.scrollTop - log.clientHeight;
    if (away < NEAR_END || log.dataset['channel'] === undefined) log.scrollTop = log.scrollHeight;
    log.dataset['channel'] = '';
  };
  if (watched.has(log)) return;
  watched.add(log);
  // Messages grow after they were drawn: components draw themselves, answers are streamed.
  const grown = new ResizeObserver(follow);
  new MutationObserver(() => {
    for (const child of log.children) grown.observe(child);
  }).observe(log, { childList: true });
  for (const child of log.children) grown.observe(child);
  follow();
}

const watched = new WeakSet<HTMLElement>();
