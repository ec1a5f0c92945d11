import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Compares parts of a document, each between `<!-- NAME -->` and `<!-- /NAME -->`, with what the code says, and
 * writes what is new where UPDATE_DOCS is set.
 * @throws Error where something is stale
 */
export function keepDocument(path: string, parts: Readonly<Record<string, string>>): void {
  const before = readFileSync(path, 'utf8');
  let after = before;
  for (const [name, content] of Object.entries(parts)) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [after.indexOf(begin), after.indexOf(end)];
    if (from === -1 || to < from) throw new Error(`${path} has no ${begin} … ${end}.`);
    after = `${after.slice(0, from + begin.length)}\n\n${content}\n\n${after.slice(to)}`;
  }
  if (after === before) return;
  if (process.env['UPDATE_DOCS'] === undefined)
    throw new Error(`${path} is stale: run this test once with UPDATE_DOCS=1 and commit the file.`);
  writeFileSync(path, after);
}
