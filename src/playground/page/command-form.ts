import { html, nothing, type TemplateResult } from 'lit';
import type { CommandOnPage, OptionOnPage } from '../view.ts';
import { completeSoon } from './completion.ts';
import type { Context } from './context.ts';

/** A command being filled in: one control an option; Enter runs it, Escape leaves it. */
export function commandForm(command: CommandOnPage, context: Context, leave: () => void): TemplateResult {
  const given = (form: HTMLFormElement): Record<string, string> =>
    Object.fromEntries(
      command.options.flatMap(({ name }) => {
        const input = form.querySelector<HTMLInputElement>(`[data-option="${CSS.escape(name)}"]`);
        // Of an offer its value is sent, and shown is its name.
        const value = input?.dataset['value'] ?? input?.value ?? '';
        return value === '' ? [] : [[name, value]];
      }),
    );
  const run = async (form: HTMLFormElement): Promise<void> => {
    if (!form.reportValidity()) return;
    const result = await context.act({ do: 'run', command: command.name, options: given(form) });
    if (result.ok) leave();
  };
  const complete = (input: HTMLInputElement): void => {
    const form = input.closest('form');
    const list = input.parentElement?.querySelector('.offers');
    if (form === null || list === null || list === undefined) return;
    delete input.dataset['value'];
    const focused = input.dataset['option'] ?? '';
    completeSoon(
      { command: command.name, options: { ...given(form), [focused]: input.value }, focused },
      context,
      (choices) => {
        const buttons = choices.map(({ name, value }) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.textContent = name;
          button.addEventListener('click', () => {
            input.value = name;
            input.dataset['value'] = value;
            list.replaceChildren();
            input.focus();
          });
          return button;
        });
        list.replaceChildren(...buttons);
      },
    );
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
    ${command.options.map((option) => control(option, complete))}
    <div class="actions">
      <wa-button size="s" appearance="plain" @click=${leave}>Cancel</wa-button>
      <wa-button size="s" variant="brand" type="submit">Run</wa-button>
    </div>
  </form>`;
}

function control(option: OptionOnPage, complete: (input: HTMLInputElement) => void): TemplateResult {
  const { name, label, description, required, choices, kind, least, most } = option;
  const options =
    kind === 'boolean'
      ? [
          { name: 'True', value: 'true' },
          { name: 'False', value: 'false' },
        ]
      : choices;
  if (options.length > 0) {
    return html`<wa-select
      data-option=${name}
      size="s"
      label=${label}
      hint=${description}
      ?required=${required}
      with-clear
      >${options.map((choice) => html`<wa-option value=${choice.value}>${choice.name}</wa-option>`)}</wa-select
    >`;
  }
  const isText = kind === 'text';
  return html`<div>
    <wa-input
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
      @input=${(event: Event) => {
        if (option.autocomplete) complete(event.currentTarget as HTMLInputElement);
      }}
    ></wa-input>
    <div class="offers" role="group" aria-label=${`Offers for ${label}`}></div>
  </div>`;
}
