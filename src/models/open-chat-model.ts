import { totalmem } from 'node:os';
import type { Config } from '../config.ts';
import { ConfigError, ModelError } from '../errors.ts';
import { CATALOGUE, catalogueModel, catalogueNames, type CatalogueModel } from './catalogue.ts';
import type { ChatModel, ChatModelKind } from './chat/chat-model.ts';
import { SMALL_BELOW } from './chat/small.ts';
import { isPulled } from './store/pulled.ts';

/** Every way to name a chat model, `scheme:name`. A new one is one file and one line here. */
const KINDS: Readonly<Record<string, () => Promise<ChatModelKind<Config>>>> = {
  gguf: async () => (await import('./chat/gguf.ts')).gguf,
  ollama: async () => (await import('./chat/ollama.ts')).ollama,
  openai: async () => (await import('./chat/openai.ts')).openai,
};

/**
 * Opens what CHAT_MODEL names: `none` (null), `auto` (the best that is on the machine, or null), a catalogue name, or
 * `scheme:name`. Never downloads.
 * @throws ConfigError where there is no such scheme; ModelError that names the cure
 */
export async function openChatModel(setting: string, config: Config): Promise<ChatModel | null> {
  if (setting === 'none') return null;
  if (setting === 'auto') {
    const best = bestChatModelOnDisk(config);
    return best === null ? null : openPulled(best, config);
  }
  const colon = setting.indexOf(':');
  if (colon === -1) return openPulled(named(setting), config);
  const load = KINDS[setting.slice(0, colon)];
  if (load === undefined) {
    throw new ConfigError(
      `CHAT_MODEL cannot be ${JSON.stringify(setting)}; allowed: auto, none, a name of the catalogue, ${schemes()}.`,
    );
  }
  return (await load()).open(setting.slice(colon + 1), config);
}

/** The first of the catalogue that was pulled, fits the memory and writes better than quotes are. */
export function bestChatModelOnDisk(
  { modelsDir }: Pick<Config, 'modelsDir'>,
  memoryBytes: number = totalmem(),
): CatalogueModel | null {
  const fitting = CATALOGUE.filter(
    (model) => model.kind === 'chat' && model.parameters >= SMALL_BELOW && model.memoryBytes <= memoryBytes,
  );
  return fitting.find(({ name }) => isPulled(modelsDir, name)) ?? null;
}

function named(name: string): CatalogueModel {
  const model = catalogueModel(name);
  if (model?.kind === 'chat') return model;
  throw new ModelError(
    `There is no chat model named ${name}. The catalogue has ${catalogueNames('chat').join(', ')}; other models are named as ${schemes()}.`,
  );
}

async function openPulled(model: CatalogueModel, config: Config): Promise<ChatModel> {
  const { pulledFile } = await import('./store/manifest.ts');
  const path = pulledFile(config.modelsDir, model);
  const { openGguf } = await import('./chat/gguf.ts');
  return openGguf(model.name, path, config);
}

function schemes(): string {
  return Object.keys(KINDS)
    .map((scheme) => `${scheme}:<name>`)
    .join(', ');
}
