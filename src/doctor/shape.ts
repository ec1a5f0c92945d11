/** The shape of what an API answers: which fields there are, at any depth, and of which type each is; pure. */

/** Types by path: `author.id` is a field of a field, `mentions[].id` one of every element of a list. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

export function shapeOf(body: unknown): Shape {
  const types = new Map<string, Set<string>>();
  const visit = (value: unknown, path: string): void => {
    const known = types.get(path) ?? new Set();
    types.set(path, known.add(typeOf(value)));
    if (Array.isArray(value)) for (const part of value) visit(part, `${path}[]`);
    else if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) visit(part, path === '' ? name : `${path}.${name}`);
  };
  visit(body, '');
  return types;
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) ? 'list' : typeof value;
}

/**
 * How a real answer differs in shape from that of a model, in sentences. What is empty or absent on one side tells
 * nothing of what would be in it.
 */
export function shapeDifferences(real: Shape, model: Shape): string[] {
  const missing = onlyIn(real, model).map((path) => `The sandbox lacks ${path}.`);
  const extra = onlyIn(model, real).map((path) => `Only the sandbox has ${path}.`);
  const other = [...real].flatMap(([path, types]) => {
    const [found, expected] = [named(types), named(model.get(path) ?? types)];
    const differs = found !== '' && expected !== '' && found !== expected;
    return differs
      ? [`${path === '' ? 'The answer' : path} is of type ${found}, in the sandbox of type ${expected}.`]
      : [];
  });
  return [...missing, ...extra, ...other];
}

function named(types: ReadonlySet<string>): string {
  return [...types]
    .filter((type) => type !== 'nothing')
    .sort()
    .join(' or ');
}

/** Paths of one side that the other could have and has not; of what is absent as a whole, the outermost alone. */
function onlyIn(one: Shape, other: Shape): string[] {
  return [...one.keys()].filter((path) => {
    if (other.has(path)) return false;
    const parent = path.endsWith('[]') ? undefined : path.slice(0, Math.max(0, path.lastIndexOf('.')));
    // A list that is empty there, or an object that is null.
    return parent !== undefined && (other.get(parent)?.has('object') ?? false);
  });
}
