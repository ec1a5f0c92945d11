import { z } from 'zod';
import { ModelError } from '../../errors.ts';
import { getJson } from './get-json.ts';

const Tags = z.object({
  models: z.array(
    z.object({ name: z.string(), details: z.object({ parameter_size: z.string().optional() }).optional() }),
  ),
});

const UNITS: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9 };

/**
 * Looks a model up in Ollama.
 * @returns its number of parameters, null where Ollama does not say
 * @throws ModelError when Ollama does not answer or does not have the model
 */
export async function findInOllama(baseUrl: string, name: string): Promise<number | null> {
  const down = `Ollama does not answer at ${baseUrl}. Start it with: ollama serve. Or set OLLAMA_BASE_URL to where it listens.`;
  const tags = Tags.safeParse(await getJson(`${baseUrl}/api/tags`, {}, down));
  if (!tags.success) throw new ModelError(`What answers at ${baseUrl} is not Ollama. Check OLLAMA_BASE_URL.`);
  const full = name.includes(':') ? name : `${name}:latest`;
  const model = tags.data.models.find((candidate) => candidate.name === full);
  if (model === undefined) throw new ModelError(`Ollama does not have ${name}. Get it with: ollama pull ${name}`);
  const [, number, unit] = /^([\d.]+)\s*([KMB])$/.exec(model.details?.parameter_size ?? '') ?? [];
  return number === undefined || unit === undefined ? null : Number(number) * (UNITS[unit] ?? 1);
}

/** What to say when Ollama fails in the middle of its work. */
export function ollamaFailed(name: string, reason: string): string {
  return `Ollama could not finish with ${name} (${reason}). Look at its log, or check that it still runs.`;
}
