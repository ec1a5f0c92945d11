import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { View } from '../view.ts';
import { channelList } from './channel-list.ts';
import { follow, send } from './connection.ts';
import { conversation, stickToBottom } from './conversation.ts';
import { type Context, seenKey, type Theme, type Ui } from './context.ts';
import { memberList } from './member-list.ts';
import { modalDialog } from './modal.ts';
import { threadDialog } from './thread-dialog.ts';

/** Below this width, in pixels, channels and members are in drawers. */
const NARROW = '(max-width: 800px)';

const THEME_KEY = 'newshound-playground-theme';

/** The whole page. It holds what the server sent last and what the reader did since, and draws everything anew. */
export class PlaygroundApp extends LitElement {
  #view: View | null = null;
  #personId: string | null = null;
  #channelId: string | null = null;
  #stop: () => void = () => undefined;
  readonly #narrow = matchMedia(NARROW);
  #ui: Ui = {
    theme: themeAtStart(),
    narrow: this.#narrow.matches,
    drawer: null,
    replyTo: null,
    threadFrom: null,
    dismissed: new Set(),
    seen: new Map(),
    problem: null,
    connected: true,
  };

  /** Without a shadow of its own, so that one style sheet reaches the layout. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#narrow.addEventListener('change', this.#onWidth);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#narrow.removeEventListener('change', this.#onWidth);
    this.#stop();
  }

  readonly #onWidth = (): void => {
    this.#change({ narrow: this.#narrow.matches, drawer: null });
  };

  #follow(): void {
    this.#stop();
    this.#stop = follow(
      this.#personId,
      this.#channelId,
      (view) => {
        this.#view = view;
        this.#personId ??= view.me.id;
        this.#channelId ??= view.open?.channel.id ?? null;
        this.#markSeen(view);
        this.requestUpdate();
      },
      (connected) => {
        this.#change({ connected });
      },
    );
  }

  #markSeen({ me, open }: View): void {
    const newest = open?.channel.lastMessageId;
    if (open === null || newest === null || newest === undefined) return;
    this.#ui = { ...this.#ui, seen: new Map(this.#ui.seen).set(seenKey(me.id, open.channel.id), newest) };
  }

  #change(changes: Partial<Ui>): void {
    this.#ui = { ...this.#ui, ...changes };
    this.requestUpdate();
  }

  #context(view: View): Context {
    return {
      view,
      ui: this.#ui,
      change: (changes) => {
        this.#change(changes);
      },
      act: async (action) => {
        const channelId = view.open?.channel.id ?? view.servers[0]?.channels[0]?.id ?? '';
        const result = await send({ as: view.me.id, channelId, action });
        this.#change({ problem: result.ok ? null : result.message });
        return result;
      },
      become: (personId) => {
        this.#personId = personId;
        // Direct conversations belong to one person.
        if (view.open?.channel.kind === 'direct') this.#channelId = null;
        this.#change({ replyTo: null, threadFrom: null, problem: null, drawer: null });
        this.#follow();
      },
      open: (channelId) => {
        this.#channelId = channelId;
        this.#change({ replyTo: null, threadFrom: null, problem: null, drawer: null });
        this.#follow();
      },
    };
  }

  protected override render(): TemplateResult {
    const { theme, narrow, drawer, connected } = this.#ui;
    document.documentElement.className = theme === 'dark' ? 'wa-dark' : 'wa-light';
    if (this.#view === null) return html`<p class="waiting"><wa-spinner></wa-spinner> Starting…</p>`;
    const context = this.#context(this.#view);
    return html`<div class="page" data-me=${this.#view.me.name}>
      <p class="notice" role="note">
        ${
          connected
            ? html`<strong>This is a playground, not Discord.</strong> The bot is real; the rest is a sandbox
                on this machine, without account or token. Nothing leaves it.`
            : html`<strong>The playground does not answer.</strong> Start it again: npm run playground`
        }
      </p>
      <div class="columns">
        ${narrow ? nothing : html`<div class="side">${channelList(context, this.#switchTheme)}</div>`}
        ${conversation(context)}
        ${narrow ? nothing : html`<aside class="members" aria-label="Members">${memberList(context)}</aside>`}
      </div>
      ${
        narrow
          ? html`${this.#drawer('channels', 'start', drawer, channelList(context, this.#switchTheme))}
            ${this.#drawer('members', 'end', drawer, memberList(context))}`
          : nothing
      }
      ${modalDialog(context)} ${threadDialog(context)}
    </div>`;
  }

  protected override updated(): void {
    stickToBottom(this);
  }

  #drawer(
    name: 'channels' | 'members',
    placement: string,
    open: Ui['drawer'],
    content: TemplateResult,
  ): TemplateResult {
    return html`<wa-drawer
      label=${name === 'channels' ? 'Channels' : 'Members'}
      placement=${placement}
      ?open=${open === name}
      light-dismiss
      @wa-after-hide=${(event: Event) => {
        // Controls within hide things of their own.
        if (event.target === event.currentTarget && this.#ui.drawer === name) this.#change({ drawer: null });
      }}
      >${content}</wa-drawer
    >`;
  }

  readonly #switchTheme = (): void => {
    const theme: Theme = this.#ui.theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(THEME_KEY, theme);
    this.#change({ theme });
  };
}

function themeAtStart(): Theme {
  const chosen = localStorage.getItem(THEME_KEY);
  if (chosen === 'dark' || chosen === 'light') return chosen;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}
