import { ComponentType } from 'discord-api-types/v10';
import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import type { Select } from './component-body.ts';

/** Checks a select menu, in a message or in a form. */
export function checkSelect(rules: Rulebook, select: Select, path: string): void {
  rules.within('customIdLength', select.custom_id.length, `${path}.custom_id`);
  rules.atMost('placeholderLength', (select.placeholder ?? '').length, `${path}.placeholder`);
  const { least, most } = rangeOf(select);
  const top = limit('selectRange');
  rules.require('selectRange', least >= 0 && least <= top && most >= 1 && most <= top && least <= most, {
    path: `${path}.max_values`,
    code: 'NUMBER_TYPE_MAX',
    message: 'min_values is 0 to 25, max_values 1 to 25 and not below it.',
  });
  if (select.type === ComponentType.StringSelect) checkOptions(rules, select, path);
  const defaults =
    select.type === ComponentType.StringSelect
      ? select.options.filter((option) => option.default === true).length
      : (select.default_values ?? []).length;
  rules.require('selectDefaults', defaults <= most && (defaults === 0 || defaults >= least), {
    path: `${path}.default_values`,
    code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
    message: `${String(defaults)} are chosen beforehand, ${String(least)} to ${String(most)} may be.`,
  });
}

function checkOptions(
  rules: Rulebook,
  { options }: Extract<Select, { type: ComponentType.StringSelect }>,
  path: string,
): void {
  rules.within('selectOptions', options.length, `${path}.options`);
  const values = new Set<string>();
  for (const [index, { label, value, description }] of options.entries()) {
    const at = `${path}.options.${String(index)}`;
    rules.within('optionLength', label.length, `${at}.label`);
    rules.within('optionLength', value.length, `${at}.value`);
    rules.atMost('optionLength', (description ?? '').length, `${at}.description`);
    rules.require('optionValueUnique', !values.has(value), {
      path: at,
      code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      message: 'The specified option value is already used',
    });
    values.add(value);
  }
}

/** How many values a person chooses. Source: components/reference.mdx, both are 1 where absent. */
export function rangeOf({ min_values, max_values }: Pick<Select, 'min_values' | 'max_values'>): {
  readonly least: number;
  readonly most: number;
} {
  return { least: min_values ?? 1, most: max_values ?? 1 };
}
