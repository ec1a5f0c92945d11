import { availableParallelism } from 'node:os';
import { ConfigError } from './errors.ts';

/**
 * Every setting of Newshound in one table: name, default, what is allowed, what it means.
 * `.env.example` and the README's table are checked against it by a test.
 */

interface Setting<T> {
  readonly name: string;
  /** As it would be written in the environment; an empty string means "not set". */
  readonly default: string;
  /** How the documentation names a default that depends on the machine. */
  readonly defaultShown?: string;
  readonly allowed: string;
  readonly meaning: string;
  /** True for values that must never be printed. */
  readonly secret?: boolean;
  /** Returns the value, or undefined where it is not allowed. */
  readonly parse: (value: string) => T | undefined;
}

const text = (value: string): string | undefined => (value === '' ? undefined : value);

const optionalText = (value: string): string | null => (value === '' ? null : value);

function whole(least: number, most: number): (value: string) => number | undefined {
  return (value) => {
    const number = Number(value);
    return /^\d+$/.test(value) && number >= least && number <= most ? number : undefined;
  };
}

function oneOf<const T extends string>(...values: T[]): (value: string) => T | undefined {
  return (value) => values.find((candidate) => candidate === value);
}

function httpUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  return /^https?:$/.test(new URL(value).protocol) ? value.replace(/\/+$/, '') : undefined;
}

/** `scheme:name`. Which schemes there are is known where they are opened, so that a new one is a line there. */
const NAMED = /^[a-z]+:\S.*$/;
const CATALOGUE_NAME = /^[a-z0-9][a-z0-9.-]*$/;

function embedder(value: string): string | undefined {
  return value === 'auto' || value === 'builtin' || NAMED.test(value) ? value : undefined;
}

function reranker(value: string): string | undefined {
  return value === 'auto' || value === 'none' || NAMED.test(value) ? value : undefined;
}

function chatModel(value: string): string | undefined {
  return NAMED.test(value) || CATALOGUE_NAME.test(value) ? value : undefined;
}

/** The table. Its order is the order of the documentation. */
export const SETTINGS = {
  dataDir: {
    name: 'DATA_DIR',
    default: 'data',
    allowed: 'a folder',
    meaning: 'Holds your articles (`articles/`) and the library. Back this up.',
    parse: text,
  },
  indexDir: {
    name: 'INDEX_DIR',
    default: 'index',
    allowed: 'a folder',
    meaning:
      'Holds the search index. Derived: delete it whenever you like, `npm run reindex` builds it again.',
    parse: text,
  },
  modelsDir: {
    name: 'MODELS_DIR',
    default: 'models',
    allowed: 'a folder',
    meaning: 'Where `npm run models -- pull` puts models and where they are looked for.',
    parse: text,
  },
  embedder: {
    name: 'EMBEDDER',
    default: 'auto',
    allowed: 'auto, builtin, hf:<model id or folder>, ollama:<name> or openai:<name>',
    meaning:
      'What turns text into vectors. `auto` keeps to the one that built the index, and for a new index takes the best on this machine.',
    parse: embedder,
  },
  chatModel: {
    name: 'CHAT_MODEL',
    default: 'auto',
    allowed:
      'auto, none, gguf:<file>, a name that `npm run models -- list` shows, ollama:<name> or openai:<name>',
    meaning:
      'What writes answers. `none` answers in quotes; `auto` takes the best of a billion parameters or more that is on this machine, else quotes.',
    parse: chatModel,
  },
  reranker: {
    name: 'RERANKER',
    default: 'auto',
    allowed: 'auto, none or hf:<model id or folder>',
    meaning:
      'A cross-encoder that reads question and passage together and puts the best candidates in order. `auto` takes one that lies in MODELS_DIR.',
    parse: reranker,
  },
  rerankMs: {
    name: 'RERANK_MS',
    default: '800',
    allowed: 'a whole number from 50 to 60000',
    meaning: 'Milliseconds that the reranker may take; after that the order without it stands.',
    parse: whole(50, 60_000),
  },
  ollamaBaseUrl: {
    name: 'OLLAMA_BASE_URL',
    default: 'http://127.0.0.1:11434',
    allowed: 'an http or https URL',
    meaning: 'Where Ollama listens.',
    parse: httpUrl,
  },
  openaiBaseUrl: {
    name: 'OPENAI_BASE_URL',
    default: 'http://127.0.0.1:8080/v1',
    allowed: 'an http or https URL',
    meaning: 'An OpenAI-compatible server: llama-server, vLLM, LM Studio, …',
    parse: httpUrl,
  },
  openaiApiKey: {
    name: 'OPENAI_API_KEY',
    default: '',
    allowed: 'a key',
    meaning: 'Key for that server, where it wants one.',
    secret: true,
    parse: optionalText,
  },
  modelHubUrl: {
    name: 'MODEL_HUB_URL',
    default: 'https://huggingface.co',
    allowed: 'an http or https URL',
    meaning: 'Where models are downloaded from first.',
    parse: httpUrl,
  },
  modelThreads: {
    name: 'MODEL_THREADS',
    default: String(Math.max(1, availableParallelism() - 1)),
    defaultShown: 'cores - 1',
    allowed: 'a whole number from 1 to 256',
    meaning: 'Threads of the chat model. More than the free cores makes it much slower.',
    parse: whole(1, 256),
  },
  contextTokens: {
    name: 'CONTEXT_TOKENS',
    default: '4096',
    allowed: 'a whole number from 512 to 131072',
    meaning: 'Tokens that prompt and answer may take together; less where the model was trained on less.',
    parse: whole(512, 131_072),
  },
  answerTokens: {
    name: 'ANSWER_TOKENS',
    default: '320',
    allowed: 'a whole number from 16 to 4096',
    meaning: 'Longest answer that a chat model may write.',
    parse: whole(16, 4096),
  },
  maxDocumentMb: {
    name: 'MAX_DOCUMENT_MB',
    default: '20',
    allowed: 'a whole number from 1 to 500',
    meaning: 'Larger files are rejected.',
    parse: whole(1, 500),
  },
  discordToken: {
    name: 'DISCORD_TOKEN',
    default: '',
    allowed: "a bot's token",
    meaning: 'From the Discord developer portal, Bot, Reset Token. Only `npm start` needs it.',
    secret: true,
    parse: optionalText,
  },
  discordApiUrl: {
    name: 'DISCORD_API_URL',
    default: 'https://discord.com/api',
    allowed: 'an http or https URL',
    meaning: "Base of Discord's REST API.",
    parse: httpUrl,
  },
  discordEditIntervalMs: {
    name: 'DISCORD_EDIT_INTERVAL_MS',
    default: '1200',
    allowed: 'a whole number from 1200 to 60000',
    meaning: 'Shortest time between two edits of an answer that is being written.',
    parse: whole(1200, 60_000),
  },
  discordAtOnce: {
    name: 'DISCORD_AT_ONCE',
    default: '4',
    allowed: 'a whole number from 1 to 64',
    meaning: 'Questions on Discord that are answered at the same time; the others wait in line.',
    parse: whole(1, 64),
  },
  discordWaiting: {
    name: 'DISCORD_WAITING',
    default: '100',
    allowed: 'a whole number from 1 to 10000',
    meaning: 'Questions on Discord that may wait in line, of everybody together.',
    parse: whole(1, 10_000),
  },
  discordPerPerson: {
    name: 'DISCORD_PER_PERSON',
    default: '3',
    allowed: 'a whole number from 1 to 100',
    meaning: 'Questions on Discord that one person may have in line at the same time.',
    parse: whole(1, 100),
  },
  playgroundPort: {
    name: 'PLAYGROUND_PORT',
    default: '7710',
    allowed: 'a whole number from 0 to 65535',
    meaning: 'Where `npm run playground` serves its page, on 127.0.0.1. 0 takes a free port.',
    parse: whole(0, 65_535),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    allowed: 'debug, info, warn, error or silent',
    meaning: 'How much the bot writes to its log (stderr).',
    parse: oneOf('debug', 'info', 'warn', 'error', 'silent'),
  },
} as const satisfies Record<string, Setting<unknown>>;

type Settings = typeof SETTINGS;

export type Config = {
  readonly [Key in keyof Settings]: Exclude<ReturnType<Settings[Key]['parse']>, undefined>;
};

/**
 * Reads all settings from an environment; a variable that is empty counts as not set.
 * @throws ConfigError that names the setting, the value and what is allowed.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const entries = Object.entries<Setting<unknown>>(SETTINGS).map(([key, setting]) => {
    const given = env[setting.name]?.trim() ?? '';
    const value = setting.parse(given === '' ? setting.default : given);
    if (value === undefined) {
      const shown = setting.secret ? 'the value given' : JSON.stringify(given);
      throw new ConfigError(`${setting.name} cannot be ${shown}; allowed: ${setting.allowed}.`);
    }
    return [key, value];
  });
  return Object.fromEntries(entries) as Config;
}
