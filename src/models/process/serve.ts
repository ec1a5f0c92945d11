import { messageOf, UserError } from '../../errors.ts';
import type { FromChild, Methods, ToChild } from './protocol.ts';

export interface CallContext<Part> {
  /** Fires when the caller no longer wants the result. */
  readonly signal: AbortSignal;
  /** Streams a part to the caller. */
  readonly send: (part: Part) => void;
}

export type Handlers<M extends Methods> = {
  readonly [Name in keyof M]: (
    input: M[Name]['input'],
    context: CallContext<M[Name]['part']>,
  ) => Promise<M[Name]['result']>;
};

type Handler = (input: unknown, context: CallContext<unknown>) => Promise<unknown>;

/** The child's side: answers calls until the parent says so or dies. */
export function serve<M extends Methods>(handlers: Handlers<M>): void {
  const running = new Map<number, AbortController>();

  const answer = async (id: number, method: string, input: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = (handlers as Readonly<Record<string, Handler | undefined>>)[method];
      if (handler === undefined) throw new Error(`there is no method ${method}`);
      const result = await handler(input, {
        signal: controller.signal,
        send: (part) => reply({ type: 'part', id, part }),
      });
      reply({ type: 'result', id, result });
    } catch (error) {
      reply({ type: 'error', id, message: messageOf(error), forPeople: error instanceof UserError });
    } finally {
      running.delete(id);
    }
  };

  process.on('message', (message: ToChild) => {
    if (message.type === 'leave') process.exit(0);
    else if (message.type === 'abort') running.get(message.id)?.abort();
    else void answer(message.id, message.method, message.input);
  });
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole process group. The parent decides what it means.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}

function reply(message: FromChild): void {
  process.send?.(message);
}
