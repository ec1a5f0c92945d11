import { ComponentType } from 'discord-api-types/v10';
import { checkText } from '../components/check-components.ts';
import { checkSelect } from '../components/check-select.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import { fieldsOf, type Form, type FormField, type TextInput } from './form-body.ts';

/** Checks a form that the bot shows. */
export function checkForm(rules: Rulebook, form: Form): void {
  rules.within('customIdLength', form.custom_id.length, 'data.custom_id');
  rules.within('formTitle', form.title.length, 'data.title');
  rules.within('formComponents', form.components.length, 'data.components');
  const ids = fieldsOf(form).map(({ field }) => field.custom_id);
  rules.require('customIdUnique', new Set(ids).size === ids.length, {
    path: 'data.components',
    code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
    message: 'Component custom id cannot be duplicated',
  });
  for (const [index, component] of form.components.entries()) {
    const path = `data.components.${String(index)}`;
    switch (component.type) {
      case ComponentType.TextDisplay:
        checkText(rules, component.content, path);
        break;
      case ComponentType.ActionRow:
        for (const input of component.components) checkInput(rules, input, true, `${path}.components.0`);
        break;
      case ComponentType.Label:
        rules.within('labelText', component.label.length, `${path}.label`);
        rules.atMost('labelDescription', (component.description ?? '').length, `${path}.description`);
        checkField(rules, component.component, `${path}.component`);
        break;
    }
  }
}

function checkInput(rules: Rulebook, input: TextInput, inRow: boolean, path: string): void {
  const label = input.label ?? '';
  rules.within('customIdLength', input.custom_id.length, `${path}.custom_id`);
  rules.require('inputLabelled', (label !== '') === inRow, {
    path: `${path}.label`,
    code: 'BASE_TYPE_REQUIRED',
    message: 'A text input has a label in a row, and none in a Label.',
  });
  rules.atMost('labelText', label.length, `${path}.label`);
  rules.atMost('inputPlaceholder', (input.placeholder ?? '').length, `${path}.placeholder`);
  const most = limit('inputLength');
  const [low, high] = [input.min_length ?? 0, input.max_length ?? most];
  const inOrder = low >= 0 && high >= 1 && high <= most && low <= high;
  rules.require('inputLength', inOrder && (input.value ?? '').length <= high, {
    path: `${path}.max_length`,
    code: 'NUMBER_TYPE_MAX',
    message: 'min_length is 0 to 4000, max_length 1 to 4000, and the value fits.',
  });
}

function checkField(rules: Rulebook, field: FormField, path: string): void {
  switch (field.type) {
    case ComponentType.TextInput:
      checkInput(rules, field, false, path);
      return;
    case ComponentType.RadioGroup:
      checkGroup(rules, 'radioOptions', field.options.length, 2, path);
      break;
    case ComponentType.CheckboxGroup:
      checkGroup(rules, 'checkboxOptions', field.options.length, 1, path);
      break;
    case ComponentType.Checkbox:
      break;
    case ComponentType.FileUpload: {
      const [least, most] = [field.min_values ?? 1, field.max_values ?? 1];
      const inOrder = least >= 0 && most >= 1 && most <= limit('uploadCount') && least <= most;
      rules.require('uploadCount', inOrder, {
        path: `${path}.max_values`,
        code: 'NUMBER_TYPE_MAX',
        message: 'min_values is 0 to 10, max_values 1 to 10 and not below it.',
      });
      break;
    }
    default:
      checkSelect(rules, field, path);
      rules.require('formEnabled', field.disabled !== true, {
        path: `${path}.disabled`,
        code: 'BASE_TYPE_BAD_FIELD',
        message: 'A menu of a form cannot be switched off.',
      });
  }
  rules.within('customIdLength', field.custom_id.length, `${path}.custom_id`);
}

function checkGroup(
  rules: Rulebook,
  name: 'radioOptions' | 'checkboxOptions',
  count: number,
  least: number,
  path: string,
): void {
  rules.require(name, count >= least && count <= limit(name), {
    path: `${path}.options`,
    code: 'BASE_TYPE_BAD_LENGTH',
    message: `Must be between ${String(least)} and ${String(limit(name))} in length.`,
  });
}
