import { ComponentType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { Select } from '../../sandbox/components/component-body.ts';
import type { View } from '../view.ts';
import { openServer, readers } from './context.ts';

interface Offer {
  readonly value: string;
  readonly label: string;
  readonly description: string | null;
  readonly chosen: boolean;
}

interface SelectOptions {
  /** Beside the control; a menu below a message has none. */
  readonly label: string | null;
  readonly description?: string | null;
  /** Once the menu is closed with another choice than before. Absent in a form, which is sent as a whole. */
  readonly onChoose?: (values: string[]) => void;
}

/** A menu, in a message or in a form. */
export function selectControl(menu: Select, view: View, options: SelectOptions): TemplateResult {
  const offers = offersOf(menu, view);
  const multiple = (menu.max_values ?? 1) > 1;
  const chosen = offers.filter((offer) => offer.chosen).map(({ value }) => value);
  return html`<wa-select
    size="s"
    data-field=${menu.custom_id}
    data-kind="choices"
    class=${options.label === null ? 'unlabelled' : ''}
    label=${options.label ?? menu.placeholder ?? 'Menu'}
    hint=${options.description ?? nothing}
    placeholder=${menu.placeholder ?? 'Make a selection'}
    ?multiple=${multiple}
    ?required=${options.onChoose === undefined && menu.required !== false}
    ?disabled=${menu.disabled === true}
    .value=${multiple ? chosen : (chosen[0] ?? '')}
    @change=${(event: Event) => {
      if (!multiple) chose(event.currentTarget, options);
    }}
    @wa-after-hide=${(event: Event) => {
      if (multiple && event.target === event.currentTarget) chose(event.currentTarget, options);
    }}
    >${offers.map(
      ({ value, label, description }) =>
        html`<wa-option value=${value} label=${label}
          >${label}${description === null ? nothing : html`<br /><small>${description}</small>`}</wa-option
        >`,
    )}</wa-select
  >`;
}

function chose(target: EventTarget | null, { onChoose }: SelectOptions): void {
  if (onChoose === undefined) return;
  const control = target as EventTarget & { value: string | string[] | null };
  const values = valuesIn(control.value);
  if (values.length === 0) return;
  onChoose(values);
  // A menu of Discord forgets: the same can be chosen again.
  control.value = Array.isArray(control.value) ? [] : '';
}

/** What a control holds, as a list. */
export function valuesIn(value: string | readonly string[] | null): string[] {
  if (value === null || value === '') return [];
  return typeof value === 'string' ? [value] : [...value];
}

function offersOf(menu: Select, view: View): Offer[] {
  switch (menu.type) {
    case ComponentType.StringSelect:
      return menu.options.map(({ value, label, description, default: chosen }) => ({
        value,
        label,
        description: description ?? null,
        chosen: chosen === true,
      }));
    case ComponentType.ChannelSelect:
      return (openServer(view)?.channels ?? []).map(({ id, name }) => thing(menu, id, `#${name}`));
    case ComponentType.RoleSelect:
      return (openServer(view)?.roles ?? []).map(({ id, name }) => thing(menu, id, `@${name}`));
    case ComponentType.UserSelect:
    case ComponentType.MentionableSelect:
      return readers(view).map(({ id, name }) => thing(menu, id, name));
  }
}

function thing(
  menu: Exclude<Select, { type: ComponentType.StringSelect }>,
  id: string,
  label: string,
): Offer {
  const chosen = menu.default_values?.some((value) => value.id === id) === true;
  return { value: id, label, description: null, chosen };
}
