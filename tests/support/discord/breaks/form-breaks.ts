import type { FORM_RULES } from '../../../../src/sandbox/rules/form-rules.ts';
import type { Break } from '../scene.ts';

const x = (length: number): string => 'x'.repeat(length);

const input = (fields: object = {}) => ({ type: 4, custom_id: 'text', style: 1, ...fields });

const label = (component: object, fields: object = {}) => ({
  type: 18,
  label: 'Your text',
  component,
  ...fields,
});

const options = (count: number): object[] =>
  Array.from({ length: count }, (_, n) => ({ label: String(n), value: String(n) }));

/** Shows a form in response to /ask. */
const shows =
  (fields: object): Break =>
  async ({ asked, answer }) =>
    answer(await asked(false), {
      type: 9,
      data: { custom_id: 'form', title: 'Form', components: [label(input())], ...fields },
    });

const has = (component: object, fields?: object): Break => shows({ components: [label(component, fields)] });

/** For every rule about forms, how it is broken. */
export const FORM_BREAKS: Readonly<Record<keyof typeof FORM_RULES, Break>> = {
  formTitle: shows({ title: x(46) }),
  formComponents: shows({ components: [] }),
  labelText: has(input(), { label: x(46) }),
  labelDescription: has(input(), { description: x(101) }),
  inputLabelled: shows({ components: [{ type: 1, components: [input()] }] }),
  inputLength: has(input({ max_length: 4001 })),
  inputPlaceholder: has(input({ placeholder: x(101) })),
  radioOptions: has({ type: 21, custom_id: 'radio', options: options(1) }),
  checkboxOptions: has({ type: 22, custom_id: 'boxes', options: options(11) }),
  uploadCount: has({ type: 19, custom_id: 'file', max_values: 11 }),
  formEnabled: has({ type: 3, custom_id: 'menu', options: options(1), disabled: true }),
};
