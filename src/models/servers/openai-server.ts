import { z } from 'zod';
import type { Config } from '../../config.ts';
import { ModelError } from '../../errors.ts';
import { getJson } from './get-json.ts';

const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The client insists on a key; servers at home want none. */
export const NO_KEY = 'none';

/**
 * Checks that an OpenAI-compatible server answers and has the model. A server that does not list models is taken at its word.
 * @throws ModelError
 */
export async function checkOpenAiServer(
  { openaiBaseUrl, openaiApiKey }: Pick<Config, 'openaiBaseUrl' | 'openaiApiKey'>,
  name: string,
): Promise<void> {
  const answer = await getJson(
    `${openaiBaseUrl}/models`,
    openaiApiKey === null ? {} : { authorization: `Bearer ${openaiApiKey}` },
    `No server answers at ${openaiBaseUrl}. Start it, or set OPENAI_BASE_URL to where it listens, with /v1 where it has that.`,
  );
  const models = Models.safeParse(answer);
  if (!models.success || models.data.data.length === 0) return;
  const names = models.data.data.map(({ id }) => id);
  if (names.includes(name)) return;
  const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
  throw new ModelError(`The server at ${openaiBaseUrl} does not have ${name}. It has ${shown}.`);
}

/** What to say when the server fails in the middle of its work. */
export function openAiFailed(baseUrl: string, name: string, reason: string): string {
  return `The server at ${baseUrl} could not finish with ${name} (${reason}). Look at its log, or check that it still runs.`;
}
