import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { selects, textDisplay } from '../components/component-body.ts';

/** Forms ("modals") as responses write them: the shape alone, limits are rules. */

const id = z.int().min(0).nullish();

const textInput = z.strictObject({
  type: z.literal(ComponentType.TextInput),
  id,
  custom_id: z.string(),
  style: z.enum(TextInputStyle),
  label: z.string().nullish(),
  min_length: z.int().nullish(),
  max_length: z.int().nullish(),
  required: z.boolean().nullish(),
  value: z.string().nullish(),
  placeholder: z.string().nullish(),
});

const option = z.strictObject({
  label: z.string(),
  value: z.string(),
  description: z.string().nullish(),
  default: z.boolean().nullish(),
});

const radioGroup = z.strictObject({
  type: z.literal(ComponentType.RadioGroup),
  id,
  custom_id: z.string(),
  required: z.boolean().nullish(),
  options: z.array(option),
});

const checkboxGroup = z.strictObject({
  type: z.literal(ComponentType.CheckboxGroup),
  id,
  custom_id: z.string(),
  required: z.boolean().nullish(),
  min_values: z.int().nullish(),
  max_values: z.int().nullish(),
  options: z.array(option),
});

const checkbox = z.strictObject({
  type: z.literal(ComponentType.Checkbox),
  id,
  custom_id: z.string(),
  default: z.boolean().nullish(),
});

const fileUpload = z.strictObject({
  type: z.literal(ComponentType.FileUpload),
  id,
  custom_id: z.string(),
  required: z.boolean().nullish(),
  min_values: z.int().nullish(),
  max_values: z.int().nullish(),
});

const row = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  id,
  components: z.array(textInput).length(1),
});

const label = z.strictObject({
  type: z.literal(ComponentType.Label),
  id,
  label: z.string(),
  description: z.string().nullish(),
  component: z.discriminatedUnion('type', [
    textInput,
    ...selects,
    radioGroup,
    checkboxGroup,
    checkbox,
    fileUpload,
  ]),
});

export const formBody = z.strictObject({
  custom_id: z.string(),
  title: z.string(),
  components: z.array(z.discriminatedUnion('type', [row, label, textDisplay])),
});

/** A form as the bot shows it. */
export type Form = z.infer<typeof formBody>;

export type TextInput = z.infer<typeof textInput>;

export type OptionGroup = z.infer<typeof radioGroup> | z.infer<typeof checkboxGroup>;

/** What a person fills in. */
export type FormField = z.infer<typeof label>['component'];

/** A field and the words beside it. */
export interface LabelledField {
  readonly label: string;
  readonly field: FormField;
}

/** What is to be filled in, from top to bottom. */
export function fieldsOf(form: Form): LabelledField[] {
  return form.components.flatMap((component): LabelledField[] => {
    switch (component.type) {
      case ComponentType.ActionRow:
        return component.components.map((field) => ({ label: field.label ?? '', field }));
      case ComponentType.Label:
        return [{ label: component.label, field: component.component }];
      case ComponentType.TextDisplay:
        return [];
    }
  });
}
