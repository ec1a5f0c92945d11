import { html, nothing, type TemplateResult } from 'lit';
import type { ChannelOnPage } from '../view.ts';
import { type Context, seenKey } from './context.ts';
import { avatar } from './message.ts';

/** Servers with their channels and threads, direct conversations, and who one is. */
export function channelList(context: Context, switchTheme: () => void): TemplateResult {
  const { view, ui } = context;
  return html`<nav class="channels" aria-label="Channels">
      ${view.servers.map(
        (server) =>
          html`<h2 class="server">${server.name}</h2>
            <ul>
              ${server.channels
                .filter(({ kind }) => kind === 'text')
                .map(
                  (channel) =>
                    html`<li>
                      ${channelButton(channel, context)}
                      ${threadsOf(
                        server.channels.filter(
                          ({ id, parentId, archived }) =>
                            parentId === channel.id && (!archived || id === view.open?.channel.id),
                        ),
                        context,
                      )}
                    </li>`,
                )}
            </ul>`,
      )}
      <h3>Direct messages</h3>
      <ul>
        <li>${directButton(context)}</li>
      </ul>
    </nav>
    <div class="self">
      <img src=${avatar(view.me.id)} alt="" />
      <wa-select
        class="actor unlabelled"
        size="s"
        label="Speak as"
        title="Speak as"
        .value=${view.me.id}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          if (value !== view.me.id) context.become(value);
        }}
        >${view.actors.map(({ id, name }) => html`<wa-option value=${id}>${name}</wa-option>`)}</wa-select
      >
      <wa-button size="s" appearance="plain" title="Dark or light" @click=${switchTheme}
        ><wa-icon name=${ui.theme === 'dark' ? 'light' : 'dark'} label="Dark or light"></wa-icon
      ></wa-button>
    </div>`;
}

function threadsOf(threads: readonly ChannelOnPage[], context: Context): TemplateResult | typeof nothing {
  if (threads.length === 0) return nothing;
  return html`<ul class="threads">
    ${threads.map((thread) => html`<li>${channelButton(thread, context)}</li>`)}
  </ul>`;
}

function channelButton(channel: ChannelOnPage, { view, ui, open }: Context): TemplateResult {
  const current = view.open?.channel.id === channel.id;
  const { lastMessageId } = channel;
  const unread =
    !current && lastMessageId !== null && ui.seen.get(seenKey(view.me.id, channel.id)) !== lastMessageId;
  return html`<button
    type="button"
    class=${unread ? 'channel unread' : 'channel'}
    aria-current=${current ? 'page' : 'false'}
    @click=${() => {
      open(channel.id);
    }}
  >
    <span aria-hidden="true">${channel.kind === 'thread' ? '╰' : '#'}</span> ${channel.name}${
      unread ? html`<span class="visually-hidden"> (unread)</span>` : nothing
    }
  </button>`;
}

function directButton({ view, ui, open, act }: Context): TemplateResult {
  const [direct] = view.directs;
  const current = direct !== undefined && view.open?.channel.id === direct.id;
  const unread =
    direct !== undefined &&
    !current &&
    direct.lastMessageId !== null &&
    ui.seen.get(seenKey(view.me.id, direct.id)) !== direct.lastMessageId;
  return html`<button
    type="button"
    class=${unread ? 'channel unread' : 'channel'}
    aria-current=${current ? 'page' : 'false'}
    @click=${async () => {
      const result = await act({ do: 'openDirect' });
      if (result.ok && result.channelId !== undefined) open(result.channelId);
    }}
  >
    <img src=${avatar(view.bot.id)} alt="" /> ${view.bot.name}
  </button>`;
}
