/** A token that a tokenizer was taught beside its vocabulary; a control mark where `special` is true. */
interface AddedToken {
  readonly content: string;
  readonly special: boolean;
}

/** The marks of a tokenizer that would steer the model if they stood in a text, e.g. `</s>` and `<mask>`. */
export function specialTokens(added: readonly AddedToken[]): string[] {
  return added.filter(({ content, special }) => special && content !== '').map(({ content }) => content);
}

/** Puts a space in the place of every mark: a text that holds one means the characters, not the control token. */
export function withoutSpecialTokens(text: string, marks: readonly string[]): string {
  return marks.reduce((rest, mark) => rest.replaceAll(mark, ' '), text);
}
