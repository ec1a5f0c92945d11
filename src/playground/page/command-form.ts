import { html, nothing, type TemplateResult } from 'lit';
import type { OfferedOnPage } from '../actions.ts';
import type { CommandOnPage, OptionOnPage, View } from '../view.ts';
import type { PlaygroundAutocomplete } from './autocomplete.ts';
import { completeSoon } from './completion.ts';
import { type Context, openServer, readers } from './context.ts';

/** A command being filled in: one control an option; Enter runs it, Escape leaves it. */
export function commandForm(command: CommandOnPage, context: Context, leave: () => void): TemplateResult {
  const given = (form: HTMLFormElement): Record<string, string> =>
    Object.fromEntries(
      command.options.flatMap(({ name }) => {
        const input = form.querySelector<HTMLInputElement>(`[data-option="${CSS.escape(name)}"]`);
        const value = input?.value ?? '';
        return value === '' ? [] : [[name, value]];
      }),
    );
  const run = async (form: HTMLFormElement): Promise<void> => {
    if (!form.reportValidity()) return;
    const result = await context.act({ do: 'run', command: command.name, options: given(form) });
    if (result.ok) leave();
  };
  const asking =
    (focused: string) =>
    (text: string, onOffers: (offers: readonly OfferedOnPage[]) => void): void => {
      const form = document.querySelector<HTMLFormElement>('.command-form');
      if (form === null) return;
      const options = { ...given(form), [focused]: text };
      completeSoon({ command: command.name, options, focused }, context, onOffers);
    };
  return html`<form
    class="command-form"
    aria-label=${`Command /${command.label}`}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void run(event.currentTarget as HTMLFormElement);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') leave();
    }}
  >
    <p><strong>/${command.label}</strong> <small>${command.description}</small></p>
    ${command.options.map((option) => control(option, context.view, asking(option.name)))}
    <div class="actions">
      <wa-button size="s" appearance="plain" @click=${leave}>Cancel</wa-button>
      <wa-button size="s" variant="brand" type="submit">Run</wa-button>
    </div>
  </form>`;
}

function control(option: OptionOnPage, view: View, ask: PlaygroundAutocomplete['ask']): TemplateResult {
  const { name, label, description, required, kind, least, most } = option;
  const options = offersOf(option, view);
  if (options.length > 0) {
    return html`<wa-select
      data-option=${name}
      size="s"
      label=${label}
      hint=${description}
      placeholder=${required ? 'Choose' : 'Optional'}
      ?required=${required}
      with-clear
      >${options.map((choice) => html`<wa-option value=${choice.value}>${choice.name}</wa-option>`)}</wa-select
    >`;
  }
  const isText = kind === 'text';
  if (option.autocomplete) {
    return html`<playground-autocomplete
      data-option=${name}
      .option=${option}
      .ask=${ask}
    ></playground-autocomplete>`;
  }
  return html`<wa-input
    data-option=${name}
    size="s"
    label=${label}
    placeholder=${description}
    autocomplete="off"
    type=${isText ? 'text' : 'number'}
    step=${kind === 'whole' ? '1' : 'any'}
    ?required=${required}
    minlength=${isText && least !== null ? least : nothing}
    maxlength=${isText && most !== null ? most : nothing}
    min=${!isText && least !== null ? least : nothing}
    max=${!isText && most !== null ? most : nothing}
  ></wa-input>`;
}

/** What can be chosen for an option; nothing where it is typed. */
function offersOf({ kind, choices }: OptionOnPage, view: View): OptionOnPage['choices'] {
  const server = openServer(view);
  const members = readers(view).map(({ id, name }) => ({ name, value: id }));
  const roles = (server?.roles ?? []).map(({ id, name }) => ({ name: atName(name), value: id }));
  switch (kind) {
    case 'boolean':
      return [
        { name: 'True', value: 'true' },
        { name: 'False', value: 'false' },
      ];
    case 'user':
      return members;
    case 'role':
      return roles;
    case 'mentionable':
      return [...members, ...roles];
    case 'channel':
      return (server?.channels ?? []).map(({ id, name }) => ({ name: `#${name}`, value: id }));
    default:
      return choices;
  }
}

/** The role of everybody bears its sign in its name. */
function atName(name: string): string {
  return name.startsWith('@') ? name : `@${name}`;
}
