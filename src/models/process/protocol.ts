/** What a model process and the process that uses it say to each other over IPC. */

/** One method of a model process: what it is given, what it returns, what it streams on the way. */
export interface Method<Input = unknown, Result = unknown, Part = unknown> {
  readonly input: Input;
  readonly result: Result;
  readonly part: Part;
}

/** The methods of one kind of process. `open` comes first in every process, also in one that replaces a crashed one. */
export type Methods = Readonly<Record<string, Method>> & { readonly open: Method };

export type ToChild =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'leave' };

export type FromChild =
  | { readonly type: 'part'; readonly id: number; readonly part: unknown }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  /** `forPeople` is true where the message is a sentence that names a cure. */
  | { readonly type: 'error'; readonly id: number; readonly message: string; readonly forPeople: boolean };
