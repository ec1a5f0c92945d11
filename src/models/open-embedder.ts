import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Embedder, EmbedderKind } from './embedders/embedder.ts';
import { knownFormat } from './embedders/families.ts';
import { foldersIn } from './folders-in.ts';
import { isPulled } from './store/pulled.ts';

/** Every way to name an embedder, `scheme` or `scheme:name`. A new one is one file and one line here. */
const KINDS: Readonly<Record<string, () => Promise<EmbedderKind<Config>>>> = {
  builtin: async () => (await import('./embedders/builtin.ts')).builtin,
  hf: async () => (await import('./embedders/hf.ts')).hf,
  ollama: async () => (await import('./embedders/ollama.ts')).ollama,
  openai: async () => (await import('./embedders/openai.ts')).openai,
};

/**
 * Opens an embedder.
 * @param setting as in EMBEDDER, or the `id` of an embedder's identity; `auto` is the best on this machine
 * @throws ConfigError where there is no such scheme; ModelError that names the cure
 */
export async function openEmbedder(setting: string, config: Config): Promise<Embedder> {
  const chosen = setting === 'auto' ? bestEmbedderOnDisk(config) : setting;
  const [scheme = '', ...name] = chosen.split(':');
  const load = KINDS[scheme];
  if (load === undefined) {
    const schemes = Object.keys(KINDS).map((kind) => (kind === 'builtin' ? kind : `${kind}:<name>`));
    throw new ConfigError(`EMBEDDER cannot be ${JSON.stringify(chosen)}; allowed: auto, ${schemes.join(', ')}.`);
  }
  return (await load()).open(name.join(':'), config);
}

/**
 * The best embedder that needs nothing but this machine: one that was pulled, else a folder in MODELS_DIR with an ONNX
 * model of a known family, else `builtin`. Looks at names only, and never downloads.
 */
export function bestEmbedderOnDisk({ modelsDir }: Pick<Config, 'modelsDir'>): string {
  const pulled = CATALOGUE.find(
    ({ kind, name }) => kind === 'embedder' && isPulled(modelsDir, name),
  );
  const found =
    pulled?.name ??
    foldersIn(modelsDir).find(
      (name) =>
        knownFormat(name) !== undefined &&
        existsSync(join(modelsDir, name, 'config.json')) &&
        existsSync(join(modelsDir, name, 'onnx')),
    );
  return found === undefined ? 'builtin' : `hf:${found}`;
}
