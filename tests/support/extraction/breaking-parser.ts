import type { RawDocument } from '../../../src/extraction/extract.ts';

/** A parser process that does what the document's text says: hang, exit, exhaust memory, or answer with its own process id. */

const kept: unknown[] = [];

process.on('message', ({ bytes }: RawDocument) => {
  const order = new TextDecoder().decode(bytes);
  if (order === 'hang') for (;;) kept[0] = order;
  if (order === 'exit') process.exit(7);
  if (order === 'memory') for (;;) kept.push(new Array(1e5).fill(order));
  if (order === 'fail') process.send?.({ kind: 'failed', message: 'a surprise' });
  else process.send?.({ kind: 'records', records: [{ key: String(process.pid), outcome: null }] });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready' });
