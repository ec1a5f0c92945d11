import { html, nothing, type TemplateResult } from 'lit';
import type { ChannelOnPage, View } from '../view.ts';
import { type Context, seenKey } from './context.ts';
import { openPlace, type Place, placesOf } from './places.ts';

/** Conversations and servers as pictures beside the list of their channels. */
export function serverRail(context: Context, enter: (placeId: string) => void): TemplateResult {
  const { view } = context;
  return html`<nav class="rail" aria-label="Servers">
    <ul>
      ${placesOf(view).map((place) => html`<li>${placeButton(place, context, enter)}</li>`)}
    </ul>
  </nav>`;
}

function placeButton(place: Place, context: Context, enter: (placeId: string) => void): TemplateResult {
  const { view } = context;
  const server = view.servers.find(({ id }) => id === place.id);
  const name = server?.name ?? 'Direct messages';
  const unread = place.channels.some((channel) => isUnread(channel, context));
  const isOpen = openPlace(view)?.id === place.id;
  return html`<button
    type="button"
    class="place ${server ? '' : 'home'} ${unread ? 'unread' : ''}"
    title=${name}
    aria-current=${isOpen ? 'true' : 'false'}
    @click=${() => {
      enter(place.id);
    }}
  >
    <span aria-hidden="true"
      >${server ? initials(server.name) : html`<wa-icon name="message"></wa-icon>`}</span
    >
    <span class="visually-hidden">${name}${unread ? ' (unread)' : ''}</span>
    ${server?.hasBot === true ? html`<img src=${`/avatars/${view.bot.id}`} alt="" />` : nothing}
  </button>`;
}

/** True where something stands in a channel that this person has not seen. */
export function isUnread({ id, lastMessageId }: ChannelOnPage, { view, ui }: Context): boolean {
  const isOpen = view.open?.channel.id === id;
  return !isOpen && lastMessageId !== null && ui.seen.get(seenKey(view.me.id, id)) !== lastMessageId;
}

/** First letters of the words of a name. */
function initials(name: View['servers'][number]['name']): string {
  return name
    .split(/\s+/u)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .slice(0, 3);
}
