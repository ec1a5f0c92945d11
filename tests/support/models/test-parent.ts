import { ModelProcess } from '../../../src/models/process/model-process.ts';
import type { TestMethods } from './test-process.ts';

/** A program that uses a model process and never closes it: `idle` comes to its end, `busy` waits for an answer. */
const model = new ModelProcess<TestMethods>({
  name: 'the test model',
  script: new URL('./test-process.ts', import.meta.url),
  open: { greeting: 'hello' },
});
const { pid } = await model.start();
process.stdout.write(`${String(pid)}\n`);
if (process.argv[2] === 'busy') await model.call('count', { to: 1000, everyMs: 100 }).result;
