import { destination, type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

/** Interaction tokens, which stand in the paths of URLs. */
const TOKEN_IN_PATH = /\/(webhooks|interactions)\/(\d+)\/[\w.-]{20,}/g;

/**
 * A log on stderr, one JSON object a line. Every line is cleaned of the given secrets and of interaction tokens,
 * whatever wrote them. The texts of questions and answers are never logged.
 */
export function createLog(
  level: string,
  secrets: readonly (string | null)[],
  stream: DestinationStream = destination(2),
): Logger {
  const known = secrets.filter((secret): secret is string => secret !== null && secret !== '');
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFields },
      hooks: {
        streamWrite: (line) =>
          known
            .reduce((text: string, secret) => text.replaceAll(secret, '[secret]'), line)
            .replaceAll(TOKEN_IN_PATH, '/$1/$2/[token]'),
      },
    },
    stream,
  );
}

/** An error without what it drags along: discord.js attaches the body of the request, with people's words. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const dragged = ['requestBody', 'rawError'];
  return Object.fromEntries(
    Object.entries(stdSerializers.err(error)).filter(([key]) => !dragged.includes(key)),
  );
}
