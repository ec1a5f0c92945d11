import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { View } from '../view.ts';
import { Announcer } from './announcer.ts';
import { channelList } from './channel-list.ts';
import { follow, send } from './connection.ts';
import { conversation, stickToBottom } from './conversation.ts';
import { type Context, seenKey, type Theme, type Ui } from './context.ts';
import { keepFocus, type KeptFocus, rememberFocus } from './keep-focus.ts';
import { memberList } from './member-list.ts';
import { modalDialog } from './modal.ts';
import { entrance, nextChannel, nextPlace, placesOf } from './places.ts';
import { self } from './self.ts';
import { serverRail } from './server-rail.ts';
import { threadDialog } from './thread-dialog.ts';

/** Below this width, in pixels, channels and members are in drawers. */
const NARROW = '(max-width: 800px)';

const THEME_KEY = 'newshound-playground-theme';

/** What goes with a change of place. */
const ELSEWHERE = { active: null, replyTo: null, threadFrom: null, problem: null, drawer: null } as const;

/** The whole page. It holds what the server sent last and what the reader did since, and draws everything anew. */
export class PlaygroundApp extends LitElement {
  #view: View | null = null;
  #personId: string | null = null;
  #channelId: string | null = null;
  /** Channels that were open, newest last. */
  #visited: readonly string[] = [];
  #stop: () => void = () => undefined;
  #focus: KeptFocus | null = null;
  readonly #narrow = matchMedia(NARROW);
  readonly #announcer = new Announcer((text) => {
    const region = this.querySelector('.announcer');
    if (region !== null) region.textContent = text;
  });
  #ui: Ui = {
    ...ELSEWHERE,
    theme: themeAtStart(),
    narrow: this.#narrow.matches,
    dismissed: new Set(),
    seen: new Map(),
    connected: true,
  };

  /** Without a shadow of its own, so that one style sheet reaches the layout. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#narrow.addEventListener('change', this.#onWidth);
    addEventListener('keydown', this.#onKey);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#narrow.removeEventListener('change', this.#onWidth);
    removeEventListener('keydown', this.#onKey);
    this.#stop();
  }

  readonly #onWidth = (): void => {
    this.#change({ narrow: this.#narrow.matches, drawer: null });
  };

  /** As in Discord's client: Alt and arrows to the next channel, with Ctrl to the next server. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (step === null || !event.altKey || this.#view === null) return;
    event.preventDefault();
    if (event.ctrlKey) this.#enter(nextPlace(this.#view, step));
    else this.#open(nextChannel(this.#view, step));
  };

  #follow(): void {
    this.#stop();
    this.#stop = follow(
      this.#personId,
      this.#channelId,
      (view) => {
        this.#view = view;
        this.#personId ??= view.me.id;
        // Where this person may not see what was open, the server shows another channel.
        this.#channelId = view.open?.channel.id ?? null;
        this.#markSeen(view);
        this.#announcer.see(view);
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

  #open(channelId: string | undefined): void {
    if (channelId === undefined) return;
    this.#channelId = channelId;
    this.#visited = [...this.#visited.filter((id) => id !== channelId), channelId];
    this.#change(ELSEWHERE);
    this.#follow();
  }

  #enter(placeId: string | undefined): void {
    const view = this.#view;
    const place = view && placesOf(view).find(({ id }) => id === placeId);
    if (!place) return;
    const channelId = entrance(place, this.#visited);
    if (channelId !== undefined) this.#open(channelId);
    else void this.#context(view).openDirect();
  }

  #context(view: View): Context {
    const act: Context['act'] = async (action, files) => {
      const channelId = view.open?.channel.id ?? view.servers[0]?.channels[0]?.id ?? '';
      const result = await send({ as: view.me.id, channelId, action }, files);
      this.#change({ problem: result.ok ? null : result.message });
      return result;
    };
    return {
      view,
      ui: this.#ui,
      act,
      change: (changes) => {
        this.#change(changes);
      },
      become: (personId) => {
        this.#personId = personId;
        this.#change(ELSEWHERE);
        this.#follow();
      },
      open: (channelId) => {
        this.#open(channelId);
      },
      openDirect: async () => {
        const result = await act({ do: 'openDirect' });
        if (result.ok) this.#open(result.channelId);
      },
    };
  }

  protected override willUpdate(): void {
    this.#focus = rememberFocus();
  }

  protected override render(): TemplateResult {
    const { theme, narrow } = this.#ui;
    document.documentElement.className = theme === 'dark' ? 'wa-dark' : 'wa-light';
    if (this.#view === null) return html`<p class="waiting"><wa-spinner></wa-spinner> Starting…</p>`;
    const context = this.#context(this.#view);
    return html`<div class="page" data-me=${this.#view.me.name}>
      ${this.#notice()}
      <div class="columns">
        ${narrow ? nothing : this.#side(context)} ${conversation(context)}
        ${narrow ? nothing : html`<aside class="members" aria-label="Members">${memberList(context)}</aside>`}
      </div>
      ${
        narrow
          ? html`${this.#drawer('channels', 'start', this.#side(context))}
            ${this.#drawer('members', 'end', memberList(context))}`
          : nothing
      }
      ${modalDialog(context)} ${threadDialog(context)}
      <p class="announcer visually-hidden" role="status"></p>
    </div>`;
  }

  protected override updated(): void {
    if (this.#focus !== null) keepFocus(this.#focus, this);
    stickToBottom(this);
  }

  #notice(): TemplateResult {
    return html`<p class="notice" role="note">
      ${
        this.#ui.connected
          ? html`<strong>This is a playground, not Discord.</strong
              ><span class="spacious">
                The bot is real; the rest is a sandbox on this machine, without account or token. Nothing
                leaves it.</span
              >`
          : html`<strong>The playground does not answer.</strong> Start it again: npm run playground`
      }
    </p>`;
  }

  #side(context: Context): TemplateResult {
    const enter = (placeId: string): void => {
      this.#enter(placeId);
    };
    return html`<div class="side">
      ${serverRail(context, enter)}
      <div class="list">${channelList(context)} ${self(context, this.#switchTheme)}</div>
    </div>`;
  }

  #drawer(name: 'channels' | 'members', placement: string, content: TemplateResult): TemplateResult {
    return html`<wa-drawer
      label=${name === 'channels' ? 'Channels' : 'Members'}
      placement=${placement}
      ?open=${this.#ui.drawer === name}
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
