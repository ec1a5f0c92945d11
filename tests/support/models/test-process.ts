import { setTimeout as delay } from 'node:timers/promises';
import { ModelError } from '../../../src/errors.ts';
import type { Method } from '../../../src/models/process/protocol.ts';
import { serve } from '../../../src/models/process/serve.ts';

/** A child process without a model, which counts, waits and crashes on demand. */
export type TestMethods = {
  readonly open: Method<{ readonly greeting: string }, { readonly greeting: string; readonly pid: number }>;
  readonly count: Method<{ readonly to: number; readonly everyMs: number }, number, number>;
  readonly crash: Method<{ readonly lastWords: string }, never>;
  readonly complain: Method<{ readonly message: string; readonly forPeople: boolean }, never>;
  readonly environment: Method<null, string[]>;
  readonly vectors: Method<null, Float32Array>;
};

serve<TestMethods>({
  open: ({ greeting }) => {
    if (greeting === 'refuse') throw new ModelError('The file is not a model. Get it again.');
    return Promise.resolve({ greeting, pid: process.pid });
  },
  async count({ to, everyMs }, { signal, send }) {
    for (let number = 1; number <= to; number++) {
      await delay(everyMs);
      if (signal.aborted) return -number;
      send(number);
    }
    return to;
  },
  async crash({ lastWords }) {
    console.error(lastWords);
    await delay(10);
    process.kill(process.pid, 'SIGKILL');
    await delay(10_000);
    throw new Error('still alive');
  },
  complain({ message, forPeople }) {
    throw forPeople ? new ModelError(message) : new TypeError(message);
  },
  environment: () => Promise.resolve(Object.keys(process.env)),
  vectors: () => Promise.resolve(Float32Array.of(1, 2, 3)),
});
