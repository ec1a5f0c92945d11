/** A type of Discord's API as it travels: enums are the numbers and strings that they stand for. */
export type Wire<T> = T extends string
  ? `${T}`
  : T extends number
    ? number
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;
