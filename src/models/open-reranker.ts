import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { foldersIn } from './folders-in.ts';
import type { Reranker, RerankerKind } from './rerankers/reranker.ts';

/** Every scheme of RERANKER. A new one is one file and one line here. */
const KINDS: Readonly<Record<string, () => Promise<RerankerKind>>> = {
  hf: async () => (await import('./rerankers/hf.ts')).hf,
};

/**
 * Opens a reranker; `null` where there is to be none, or where `auto` finds none on this machine.
 * @throws ConfigError where there is no such scheme; ModelError that names the cure
 */
export async function openReranker(setting: string, config: Config): Promise<Reranker | null> {
  const chosen = setting === 'auto' ? rerankerOnDisk(config) : setting;
  if (chosen === 'none') return null;
  const [scheme = '', ...name] = chosen.split(':');
  const load = KINDS[scheme];
  if (load === undefined) {
    const schemes = Object.keys(KINDS).map((kind) => `${kind}:<name>`);
    throw new ConfigError(`RERANKER cannot be ${JSON.stringify(chosen)}; allowed: auto, none, ${schemes.join(', ')}.`);
  }
  return (await load()).open(name.join(':'), config);
}

/** What makes a model a cross-encoder, by its config.json: a sequence classifier with one label. */
const CrossEncoderConfig = z.object({
  architectures: z.tuple([z.string().regex(/ForSequenceClassification$/)]),
  id2label: z.record(z.string(), z.string()).refine((labels) => Object.keys(labels).length === 1),
});

/** The first folder in MODELS_DIR that holds a cross-encoder in ONNX, else `none`. Reads small files, never downloads. */
function rerankerOnDisk({ modelsDir }: Pick<Config, 'modelsDir'>): string {
  const found = foldersIn(modelsDir).find(
    (name) => existsSync(join(modelsDir, name, 'onnx')) && isCrossEncoder(join(modelsDir, name, 'config.json')),
  );
  return found === undefined ? 'none' : `hf:${found}`;
}

function isCrossEncoder(configFile: string): boolean {
  if (!existsSync(configFile)) return false;
  try {
    return CrossEncoderConfig.safeParse(JSON.parse(readFileSync(configFile, 'utf8'))).success;
  } catch (error) {
    // Somebody else's unreadable folder is no reason not to start.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code !== undefined) return false;
    throw error;
  }
}
