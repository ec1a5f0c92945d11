import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Form, FormField, OptionGroup, TextInput } from '../../sandbox/forms/form-body.ts';
import type { View } from '../view.ts';
import type { Context } from './context.ts';
import { markdown } from './markdown-view.ts';
import { selectControl, valuesIn } from './select-control.ts';

/** The form that the bot has opened, over the page; sent as a whole, or put away. */
export function modalDialog(context: Context): TemplateResult | typeof nothing {
  const { modal, bot } = context.view;
  if (modal === null) return nothing;
  const { form, id } = modal;
  const send = async (element: HTMLFormElement): Promise<void> => {
    if (element.reportValidity()) await context.act({ do: 'submit', values: filledIn(element) });
  };
  return html`${keyed(
    id,
    html`<wa-dialog
      open
      label=${form.title}
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) void context.act({ do: 'dismissForm' });
      }}
    >
      <form
        id="form"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void send(event.currentTarget as HTMLFormElement);
        }}
      >
        ${form.components.map((component) => part(component, context.view))}
        <p><small>This form comes from ${bot.name}. Nothing leaves this machine.</small></p>
        <div class="actions">
          <wa-button size="s" appearance="plain" data-dialog="close">Cancel</wa-button>
          <wa-button size="s" variant="brand" type="submit">Submit</wa-button>
        </div>
      </form>
    </wa-dialog>`,
  )}`;
}

function part(component: Form['components'][number], view: View): TemplateResult {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return html`<div>${markdown(component.content, view)}</div>`;
    case ComponentType.ActionRow:
      return html`${component.components.map((input) => text(input, input.label ?? '', null))}`;
    case ComponentType.Label:
      return field(component.component, component.label, component.description ?? null, view);
  }
}

function field(field: FormField, label: string, description: string | null, view: View): TemplateResult {
  switch (field.type) {
    case ComponentType.TextInput:
      return text(field, label, description);
    case ComponentType.Checkbox:
      return html`<wa-checkbox
        data-field=${field.custom_id}
        data-kind="tick"
        ?checked=${field.default === true}
        hint=${description ?? nothing}
        >${label}</wa-checkbox
      >`;
    case ComponentType.FileUpload:
      return html`<p><strong>${label}</strong><br /><small>Files cannot be given on this page.</small></p>`;
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return group(field, label, description, view);
    default:
      return selectControl(field, view, { label, description });
  }
}

function text(input: TextInput, label: string, description: string | null): TemplateResult {
  const long = input.style === TextInputStyle.Paragraph;
  const [least, most] = [input.min_length ?? nothing, input.max_length ?? 4000];
  const required = input.required !== false;
  return long
    ? html`<wa-textarea
        data-field=${input.custom_id}
        label=${label}
        hint=${description ?? nothing}
        placeholder=${input.placeholder ?? ''}
        .value=${input.value ?? ''}
        ?required=${required}
        minlength=${least}
        maxlength=${most}
      ></wa-textarea>`
    : html`<wa-input
        data-field=${input.custom_id}
        label=${label}
        hint=${description ?? nothing}
        placeholder=${input.placeholder ?? ''}
        .value=${input.value ?? ''}
        ?required=${required}
        minlength=${least}
        maxlength=${most}
        autocomplete="off"
      ></wa-input>`;
}

/** Radio buttons and checkboxes are one menu here: the same choice, by the same keys. */
function group(field: OptionGroup, label: string, description: string | null, view: View): TemplateResult {
  const many = field.type === ComponentType.CheckboxGroup;
  const menu = {
    type: ComponentType.StringSelect,
    custom_id: field.custom_id,
    required: field.required,
    options: field.options,
    max_values: many ? (field.max_values ?? field.options.length) : 1,
  } as const;
  return selectControl(menu, view, { label, description });
}

/** What stands in the form's controls, by the custom id of each. */
function filledIn(form: HTMLFormElement): Record<string, string | boolean | string[]> {
  const controls = form.querySelectorAll<HTMLInputElement>('[data-field]');
  return Object.fromEntries(
    [...controls].map((control): [string, string | boolean | string[]] => {
      const { field = '', kind } = control.dataset;
      if (kind === 'tick') return [field, control.checked];
      return [field, kind === 'choices' ? valuesIn(control.value) : control.value];
    }),
  );
}
