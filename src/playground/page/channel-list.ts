import { html, nothing, type TemplateResult } from 'lit';
import type { ChannelOnPage } from '../view.ts';
import { type Context, openServer } from './context.ts';
import { avatar } from './message.ts';
import { listed, openPlace } from './places.ts';
import { isUnread } from './server-rail.ts';

/** Channels and threads of the open server, or the conversations outside of servers. */
export function channelList(context: Context): TemplateResult {
  const { view } = context;
  const server = openServer(view);
  const channels = listed(openPlace(view)?.channels ?? [], view.open?.channel.id);
  return html`<nav class="channels" aria-label="Channels">
    <h2 class="server">${server?.name ?? 'Direct messages'}</h2>
    <ul>
      ${server === undefined && !view.directs.some(({ kind }) => kind === 'direct') ? directButton(context) : nothing}
      ${channels.map(
        ({ channel, threads }) =>
          html`<li>
            ${channelButton(channel, context)}
            ${
              threads.length === 0
                ? nothing
                : html`<ul class="threads" aria-label=${`Threads of ${channel.name}`}>
                    ${threads.map((thread) => html`<li>${channelButton(thread, context)}</li>`)}
                  </ul>`
            }
          </li>`,
      )}
    </ul>
  </nav>`;
}

/** Before the name of a place. */
export const SIGNS = { text: '#', thread: '╰', direct: '@', group: '@' } as const;

function channelButton(channel: ChannelOnPage, context: Context): TemplateResult {
  const { view, open } = context;
  const unread = isUnread(channel, context);
  return html`<button
    type="button"
    class=${unread ? 'channel unread' : 'channel'}
    aria-current=${view.open?.channel.id === channel.id ? 'page' : 'false'}
    @click=${() => {
      open(channel.id);
    }}
  >
    ${faceOf(channel, context)}
    ${channel.name}${
      channel.isPrivate ? html` <wa-icon name="lock" label="private"></wa-icon>` : nothing
    }${unread ? html`<span class="visually-hidden"> (unread)</span>` : nothing}
  </button>`;
}

/** A picture before conversations, a sign before channels. */
function faceOf({ kind }: ChannelOnPage, { view }: Context): TemplateResult {
  if (kind === 'direct') return html`<img src=${avatar(view.bot.id)} alt="" />`;
  if (kind === 'group') return html`<wa-icon name="members"></wa-icon>`;
  return html`<span aria-hidden="true">${SIGNS[kind]}</span>`;
}

/** The conversation with the bot, before it was ever opened. */
function directButton({ view, openDirect }: Context): TemplateResult {
  return html`<li>
    <button type="button" class="channel" @click=${() => void openDirect()}>
      <img src=${avatar(view.bot.id)} alt="" /> ${view.bot.name}
    </button>
  </li>`;
}
