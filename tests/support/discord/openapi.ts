import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { SpecCheck } from '../../../src/sandbox/rest/handle-request.ts';

/** Discord's own description of its REST API (MIT); optional, since it is not part of the project. */
const SPEC = fileURLToPath(new URL('../../../../shared/discord/openapi.json', import.meta.url));

/** Why tests that need it are skipped. */
export const WITHOUT_SPEC =
  'Discord requests are not checked against the official OpenAPI description: ../shared/discord/openapi.json is absent.';

let compiled: SpecCheck | undefined;

/** Checks requests and responses by that description; `undefined` where it is absent. */
export function openApiCheck(): SpecCheck | undefined {
  if (!existsSync(SPEC)) return undefined;
  return (compiled ??= compile(JSON.parse(readFileSync(SPEC, 'utf8'))));
}

type Schema = Readonly<Record<string, unknown>>;

const isBigInteger = (node: unknown): boolean =>
  typeof node === 'object' &&
  node !== null &&
  [(node as Schema)['type']].flat().includes('integer') &&
  ((node as Schema)['format'] === 'int64' || Number((node as Schema)['maximum']) > Number.MAX_SAFE_INTEGER);

/** Integers that exceed a JSON number travel as digits in a string; the description calls them integers. */
function loosened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(loosened);
  if (typeof node !== 'object' || node === null) return node;
  const schema = Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      // A string of digits may then fit two of the alternatives.
      const either = key === 'oneOf' && Array.isArray(value) && value.some(isBigInteger);
      return [either ? 'anyOf' : key, loosened(value)];
    }),
  );
  return isBigInteger(node) ? { anyOf: [schema, { type: 'string', pattern: '^-?[0-9]+$' }] } : schema;
}

function compile(spec: unknown): SpecCheck {
  // Compiling is most of what this costs, and each file of tests does it anew: it is kept to half.
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    allErrors: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addSchema(loosened(spec) as object, 'discord');
  const validators = new Map<string, ValidateFunction | undefined>();
  return ({ method, path, status }, body) => {
    const operation = ['paths', path, method.toLowerCase()];
    const part = status === undefined ? ['requestBody'] : ['responses', String(status)];
    const key = pointer([...operation, ...part, 'content', 'application/json', 'schema']);
    if (!validators.has(key)) validators.set(key, ajv.getSchema(`discord#${key}`));
    const validate = validators.get(key);
    if (validate === undefined) {
      if (status === 204) return [];
      return [`the official description has no ${method} ${path} with ${part.join(' ')}`];
    }
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
  };
}

function pointer(parts: readonly string[]): string {
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
