import { ModelError } from '../../errors.ts';

/** A server on this machine or in the house that does not answer a small question in this time is down. */
const ANSWER_MS = 5000;

/**
 * Asks a model server a small question.
 * @param down what to say, with the cure, when it does not answer
 * @returns the JSON it answered with, or null where it does not know the path (404, 405)
 * @throws ModelError
 */
export async function getJson(url: string, headers: Record<string, string>, down: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_MS) });
    if (response.ok) return await response.json();
  } catch (error) {
    throw new ModelError(down, { cause: error });
  }
  await response.body?.cancel();
  if (response.status === 401 || response.status === 403) {
    throw new ModelError(`The server at ${new URL(url).origin} wants a key: set OPENAI_API_KEY.`);
  }
  if (response.status === 404 || response.status === 405) return null;
  throw new ModelError(`The server at ${new URL(url).origin} answered ${String(response.status)}. ${down}`);
}
