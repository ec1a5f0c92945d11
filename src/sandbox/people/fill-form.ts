import { ComponentType, InteractionType } from 'discord-api-types/v10';
import { fieldsOf, type Form, type FormField, type LabelledField } from '../forms/form-body.ts';
import { beginInteraction } from '../interactions/begin-interaction.ts';
import { resolvedObject } from '../payloads/resolved-payload.ts';
import { isPersonFile, type PersonFile, uploadFiles } from '../files/person-file.ts';
import type { Interaction } from '../state.ts';
import { type Choice, valuesOf } from './press.ts';
import { complaint, type Viewpoint } from './viewpoint.ts';

/** What a person puts into a field: a text, ticks, choices, or files. */
export type FieldValue = string | boolean | Choice | PersonFile | readonly Choice[] | readonly PersonFile[];

/** By the label or the custom id of each field. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** The interaction whose form is open before this person; the newest where there are several. */
export function openForm({ world: { state }, user }: Viewpoint): Interaction | undefined {
  return [...state.interactions.values()].findLast(({ userId, form }) => userId === user.id && form !== null);
}

/**
 * Fills in the open form and sends it.
 * @throws Error where none is open, or where a client would not send it like this
 */
export function submitForm(at: Viewpoint, values: FieldValues): Interaction {
  const opener = openForm(at);
  if (!opener?.form) throw complaint(at, `No form is open before ${at.user.name}.`);
  const { form } = opener;
  const fields = fieldsOf(form);
  for (const name of Object.keys(values)) {
    if (!fields.some(({ label, field }) => label === name || field.custom_id === name))
      throw complaint(at, `The form ${form.title} has no field ${name}.`);
  }
  const filled = new Map(
    fields.map((labelled) => {
      const { label, field } = labelled;
      return [field.custom_id, fill(at, labelled, values[label] ?? values[field.custom_id])] as const;
    }),
  );
  const ids = [...filled.values()].flatMap((part) => ('ids' in part ? part.ids : []));
  const resolved = resolvedObject(at.world.state, at.channel, at.user.id, ids);
  opener.form = null;
  const data = {
    custom_id: form.custom_id,
    components: sent(form, (field) => filled.get(field.custom_id)?.value ?? {}),
    ...(ids.length > 0 && { resolved }),
  };
  return beginInteraction(at.world, {
    type: InteractionType.ModalSubmit,
    name: form.custom_id,
    action: `sent the form [${form.title}]`,
    userId: at.user.id,
    channelId: at.channel.id,
    messageId: opener.messageId,
    openedBy: opener.id,
    owners: opener.owners,
    data: data as Interaction['data'],
  });
}

/** The form's components with what was filled in, in the shape in which they are sent. */
function sent(form: Form, valueOf: (field: FormField) => object): readonly object[] {
  let next = 0;
  const part = (field: { readonly type: ComponentType; readonly id?: number | null | undefined }) => {
    next += 1;
    return { type: field.type, id: (field.id ?? 0) === 0 ? next : field.id };
  };
  const filled = (field: FormField) => ({ ...part(field), custom_id: field.custom_id, ...valueOf(field) });
  return form.components.map((component) => {
    const outer = part(component);
    if (component.type === ComponentType.ActionRow)
      return { ...outer, components: component.components.map(filled) };
    if (component.type === ComponentType.Label) return { ...outer, component: filled(component.component) };
    return outer;
  });
}

type Filled = { readonly value: object } | { readonly value: object; readonly ids: readonly string[] };

function fill(at: Viewpoint, labelled: LabelledField, given: FieldValue | undefined): Filled {
  const { label, field } = labelled;
  switch (field.type) {
    case ComponentType.TextInput: {
      const value = given ?? field.value ?? '';
      const { required, min_length: least, max_length: most } = field;
      if (typeof value !== 'string') throw complaint(at, `${label} takes a text.`);
      if (value === '' && required !== false) throw complaint(at, `${label} must be filled in.`);
      if (value !== '' && (value.length < (least ?? 0) || value.length > (most ?? 4000)))
        throw complaint(at, `${label} takes ${String(least ?? 0)} to ${String(most ?? 4000)} characters.`);
      return { value: { value } };
    }
    case ComponentType.Checkbox:
      return { value: { value: given ?? field.default ?? false } };
    case ComponentType.RadioGroup: {
      const [value = null] = ticked(at, labelled, field, given);
      return { value: { value } };
    }
    case ComponentType.CheckboxGroup:
      return { value: { values: ticked(at, labelled, field, given) } };
    case ComponentType.FileUpload: {
      const files = (isList(given) ? given : [given]).filter(isPersonFile);
      const [least, most] = [field.required === false ? 0 : (field.min_values ?? 1), field.max_values ?? 1];
      if (files.length < least || files.length > most)
        throw complaint(at, `${label} takes ${String(least)} to ${String(most)} files.`);
      const ids = uploadFiles(at, files);
      return { value: { values: ids }, ids };
    }
    default: {
      const choices = choicesIn(given);
      if (choices.length === 0 && field.required === false) return { value: { values: [] } };
      const { values } = valuesOf(at, field, choices);
      return { value: { values }, ids: field.type === ComponentType.StringSelect ? [] : values };
    }
  }
}

function choicesIn(given: FieldValue | undefined): readonly Choice[] {
  const all: readonly (FieldValue | undefined)[] = isList(given) ? given : [given];
  return all.flatMap((one) =>
    one === undefined || typeof one === 'boolean' || isList(one) || isPersonFile(one) ? [] : [one],
  );
}

function isList(given: FieldValue | undefined): given is readonly Choice[] | readonly PersonFile[] {
  return Array.isArray(given);
}

/** Values of the options that are ticked: one of radio buttons, any number of checkboxes. */
function ticked(
  at: Viewpoint,
  { label }: LabelledField,
  field: Extract<FormField, { readonly type: ComponentType.RadioGroup | ComponentType.CheckboxGroup }>,
  given: FieldValue | undefined,
): string[] {
  const defaults = field.options.filter((option) => option.default === true).map(({ value }) => value);
  const names = given === undefined ? defaults : choicesIn(given);
  const values = names.map((name) => {
    const option = field.options.find((one) => one.label === name || one.value === name);
    if (option === undefined) throw complaint(at, `${label} does not offer that.`);
    return option.value;
  });
  if (values.length === 0 && field.required !== false) throw complaint(at, `${label} must be filled in.`);
  const most = field.type === ComponentType.RadioGroup ? 1 : (field.max_values ?? field.options.length);
  if (values.length > most) throw complaint(at, `${label} takes ${String(most)} choices at most.`);
  return values;
}
