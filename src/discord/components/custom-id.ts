/**
 * The id of a button or select says what it does and to which answer: `name:answer id`. Everything else comes from
 * the store when it is pressed, so it works after a restart, and says nothing that somebody could forge.
 */

const SHAPE = /^([a-z]{1,20}):(\d{17,20})$/;

export function customId(name: string, answerId: string): string {
  return `${name}:${answerId}`;
}

/** Reads such an id; `undefined` where it has another shape. */
export function readCustomId(id: string): { readonly name: string; readonly answerId: string } | undefined {
  const [, name, answerId] = SHAPE.exec(id) ?? [];
  return name === undefined || answerId === undefined ? undefined : { name, answerId };
}
