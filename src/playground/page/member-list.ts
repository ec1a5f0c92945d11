import { html, type TemplateResult } from 'lit';
import type { PersonOnPage } from '../view.ts';
import { type Context, readers } from './context.ts';
import { avatar } from './message.ts';

/** Who can read the open channel: people, then apps. */
export function memberList(context: Context): TemplateResult {
  const here = readers(context.view);
  const humans = here.filter((person) => !person.bot);
  const apps = here.filter((person) => person.bot);
  return html`${group('Members', humans, context)}${group('Apps', apps, context)}`;
}

function group(title: string, people: readonly PersonOnPage[], context: Context): TemplateResult {
  return html`<h3>${title} – ${people.length}</h3>
    <ul>
      ${people.map((person) => html`<li>${member(person, context)}</li>`)}
    </ul>`;
}

/** A member, with a menu where the bot has commands for members. */
function member({ id, name }: PersonOnPage, { view, act }: Context): TemplateResult {
  const face = html`<img src=${avatar(id)} alt="" /> ${name}`;
  const commands = view.commands.filter(({ kind }) => kind === 'user');
  if (commands.length === 0) return html`<span class="member">${face}</span>`;
  return html`<wa-dropdown
    @wa-select=${({ detail }: CustomEvent<{ item: { value: string } }>) =>
      void act({ do: 'useOnMember', command: detail.item.value, userId: id })}
  >
    <button slot="trigger" type="button" class="member">${face}</button>
    ${commands.map(
      (command) => html`<wa-dropdown-item value=${command.name}>${command.label}</wa-dropdown-item>`,
    )}
  </wa-dropdown>`;
}
