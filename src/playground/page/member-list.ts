import { html, type TemplateResult } from 'lit';
import type { PersonOnPage } from '../view.ts';
import type { Context } from './context.ts';
import { avatar } from './message.ts';

/** Who can read the open channel: people, then apps. */
export function memberList({ view }: Context): TemplateResult {
  const { open, servers, people, me, bot } = view;
  const server = servers.find(({ channels }) => channels.some(({ id }) => id === open?.channel.id));
  const here = server ? people.filter(({ id }) => server.memberIds.includes(id)) : [me, bot];
  const humans = here.filter((person) => !person.bot);
  const apps = here.filter((person) => person.bot);
  return html`${group('Members', humans)}${group('Apps', apps)}`;
}

function group(title: string, people: readonly PersonOnPage[]): TemplateResult {
  return html`<h3>${title} – ${people.length}</h3>
    <ul>
      ${people.map(({ id, name }) => html`<li class="member"><img src=${avatar(id)} alt="" /> ${name}</li>`)}
    </ul>`;
}
