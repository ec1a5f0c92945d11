import { rm } from 'node:fs/promises';
import { Command } from 'commander';
import { ModelError, UsageError } from '../src/errors.ts';
import { CATALOGUE, catalogueModel, catalogueNames, type CatalogueModel } from '../src/models/catalogue.ts';
import { cure, readManifest } from '../src/models/store/manifest.ts';
import { isPulled, modelFolder } from '../src/models/store/pulled.ts';
import { pull } from '../src/models/store/pull.ts';
import { verify } from '../src/models/store/verify.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { DownloadLine, size } from '../src/models/store/download-line.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

/** Exit codes beside 2 (wrong usage). */
const ALL_WELL = 0;
const FAILED = 1;

type Action = (context: CommandContext) => Promise<number>;

async function models(context: CommandContext): Promise<number> {
  let chosen: Action | undefined;
  const choose = (action: Action): void => {
    chosen = action;
  };
  const command = new Command('models')
    .description('Get, list and check the models that run on this machine.')
    // Subcommands take these over when they are made: their complaints go the same way as the command's own.
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  command
    .command('list')
    .description('show which models are here and which could be')
    .action(() => choose(list));
  command
    .command('pull')
    .description('download a model and check it')
    .argument('<name>')
    .action((name: string) => choose((context) => pullModel(name, context)));
  command
    .command('verify')
    .description('read downloaded models again and compare them with what was published')
    .argument('[name]', 'default: all')
    .action((name: string | undefined) => choose((context) => verifyModels(name, context)));
  command
    .command('remove')
    .description('delete a downloaded model')
    .argument('<name>')
    .action((name: string) => choose((context) => removeModel(name, context)));
  const given = process.argv.slice(2);
  if (!parseArguments(command, given.length === 0 ? ['list'] : given) || chosen === undefined)
    return ALL_WELL;
  return chosen(context);
}

function list({ config }: CommandContext): Promise<number> {
  for (const model of CATALOGUE) {
    print(
      `${isPulled(config.modelsDir, model.name) ? '✓' : ' '} ${model.name} (${model.kind === 'chat' ? 'writes answers' : 'finds by meaning'})`,
      `    ${model.description}`,
      `    ${size(model.bytes)} to download, ${size(model.memoryBytes)} of memory, ${model.licence.name} (${model.licence.url})`,
    );
  }
  print('', `✓ is in ${config.modelsDir}. Get another with: npm run models -- pull <name>`);
  return Promise.resolve(ALL_WELL);
}

async function pullModel(name: string, { config, signal }: CommandContext): Promise<number> {
  const model = known(name);
  note(
    `${model.name}: ${model.description}`,
    `Licence: ${model.licence.name} (${model.licence.url}). By downloading you accept it.`,
  );
  const line = new DownloadLine(process.stderr);
  try {
    const { manifest, already } = await pull(model, config, {
      signal,
      onEvent: (event) => {
        if (event.type === 'progress') {
          line.update(event.file, event.done, event.total);
          return;
        }
        line.stop();
        note(event.type === 'origin' ? `Downloading from ${event.origin} …` : event.message);
      },
    });
    line.stop();
    const unchecked = manifest.files
      .filter(({ checkedWith }) => checkedWith === 'nobody')
      .map(({ path }) => path);
    if (unchecked.length > 0 && !already) {
      note(`Nobody publishes a sha256 of ${unchecked.join(', ')}: what arrived was written down for verify.`);
    }
    print(
      `${already ? 'Already there and sound' : 'Pulled and checked'}: ${modelFolder(config.modelsDir, name)}`,
      `Use it with ${usage(model)}`,
    );
    return ALL_WELL;
  } finally {
    line.stop();
  }
}

async function verifyModels(name: string | undefined, { config, signal }: CommandContext): Promise<number> {
  const names = name === undefined ? catalogueNames() : [known(name).name];
  let sound = true;
  let found = 0;
  for (const each of names) {
    const manifest = readManifest(config.modelsDir, each);
    if (manifest === null) continue;
    found++;
    const damages = await verify(config.modelsDir, manifest, signal);
    sound &&= damages.length === 0;
    if (damages.length === 0) print(`${each}: sound`);
    for (const { path, problem } of damages) print(`${each}: ${path} ${problem}. ${cure(each)}`);
  }
  if (found === 0 && name !== undefined) throw notHere(name);
  if (found === 0) print(`There are no models in ${config.modelsDir}.`);
  return sound ? ALL_WELL : FAILED;
}

async function removeModel(name: string, { config }: CommandContext): Promise<number> {
  const folder = modelFolder(config.modelsDir, known(name).name);
  if (!isPulled(config.modelsDir, name)) throw notHere(name);
  await rm(folder, { recursive: true });
  print(`Removed ${folder}`);
  return ALL_WELL;
}

function known(name: string): CatalogueModel {
  const model = catalogueModel(name);
  if (model !== undefined) return model;
  throw new UsageError(`There is no model named ${name}. The catalogue has ${catalogueNames().join(', ')}.`);
}

function notHere(name: string): ModelError {
  return new ModelError(
    `The model ${name} is not on this machine. Get it with: npm run models -- pull ${name}`,
  );
}

function usage({ kind, name }: CatalogueModel): string {
  return kind === 'chat'
    ? `CHAT_MODEL=${name}`
    : `EMBEDDER=hf:${name}, then npm run reindex -- --rebuild (auto takes it for a new index)`;
}

function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

function note(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

await runCommand(models);
