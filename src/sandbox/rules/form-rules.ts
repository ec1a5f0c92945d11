import { invalid, type Rule, SOURCES } from './rule.ts';

const { components, interactions } = SOURCES;

/** Forms ("modals") that a bot shows. Lengths are in UTF-16 units. */
export const FORM_RULES = {
  formTitle: invalid(45, `${interactions}#interaction-response-object-modal`),
  formComponents: invalid(5, `${interactions}#interaction-response-object-modal`),
  /** Text of a label, or of a text input in a row. */
  labelText: invalid(45, `${components}#label-label-structure`),
  labelDescription: invalid(100, `${components}#label-label-structure`),
  /** A text input in a row has a label of its own, one in a Label has none. */
  inputLabelled: invalid(null, `${components}#text-input-text-input-structure`),
  /** Least and greatest length of what is typed, and of what stands there before. */
  inputLength: invalid(4000, `${components}#text-input-text-input-structure`),
  inputPlaceholder: invalid(100, `${components}#text-input-text-input-structure`),
  /** Options of a group of radio buttons: 2 at least. */
  radioOptions: invalid(10, `${components}#radio-group`),
  checkboxOptions: invalid(10, `${components}#checkbox-group`),
  /** Files that one field takes: none to 10 at least, 1 to 10 at most. */
  uploadCount: invalid(10, `${components}#file-upload-file-upload-structure`),
  /** A menu of a form cannot be switched off. */
  formEnabled: invalid(null, `${components}#string-select-string-select-structure`),
} as const satisfies Record<string, Rule>;
