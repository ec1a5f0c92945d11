import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { compose } from '../src/compose.ts';
import type { Config } from '../src/config.ts';
import { UsageError } from '../src/errors.ts';
import { Library } from '../src/library/library.ts';
import type { Quarantined } from '../src/library/quarantine.ts';
import { fileOf, pathOf } from '../src/sources/locator.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { renderQuarantined, renderQuarantineList } from '../src/terminal/render-quarantine.ts';
import { renderReport } from '../src/terminal/render-report.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

/** What became no article: shows it, reads it again, or takes it all the same. */

interface Options {
  readonly json?: boolean;
}

type Work = (context: CommandContext) => Promise<void> | void;

async function quarantine(context: CommandContext): Promise<number> {
  let work: Work | undefined;
  const command = new Command('quarantine').description(
    'What was read and became no article, with the reasons.',
  );
  command
    .command('list', { isDefault: true })
    .description('show what is in quarantine')
    .option('--json', 'print the list as JSON')
    .action(({ json }: Options) => {
      work = ({ config }) => {
        list(config, json === true);
      };
    });
  command
    .command('show')
    .description('show one of them, with the beginning of its text')
    .argument('<id>', 'as the list shows it; its beginning is enough')
    .action((id: string) => {
      work = ({ config }) => {
        process.stdout.write(renderQuarantined(inLibrary(config, (library) => find(library, id))));
      };
    });
  command
    .command('retry')
    .description('read them again, also where nothing changed')
    .argument('[ids...]', 'only these')
    .action((ids: string[]) => {
      work = (given) => retry(ids, given);
    });
  command
    .command('accept')
    .description('take them as articles until their bytes change')
    .argument('<ids...>')
    .action((ids: string[]) => {
      work = (given) => accept(ids, given);
    });
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  await work?.(context);
  return 0;
}

function list(config: Config, json: boolean): void {
  const waiting = inLibrary(config, (library) => library.quarantine.waiting());
  process.stdout.write(json ? `${JSON.stringify(waiting, null, 2)}\n` : renderQuarantineList(waiting));
}

async function retry(ids: readonly string[], context: CommandContext): Promise<void> {
  const chosen = inLibrary(context.config, (library) =>
    ids.length === 0 ? library.quarantine.waiting() : ids.map((id) => find(library, id)),
  );
  if (chosen.length === 0) {
    process.stdout.write('Nothing is in quarantine.\n');
    return;
  }
  await readAgain(chosen, context);
}

async function accept(ids: readonly string[], context: CommandContext): Promise<void> {
  const { config } = context;
  const chosen = inLibrary(config, (library) => ids.map((id) => find(library, id)));
  for (const { id, locator, excerpt, reason } of chosen) {
    if (excerpt === null) {
      throw new UsageError(
        `${id} has no text that could be taken: ${locator} ${reason}. Mend the file, then run \`npm run quarantine -- retry ${id}\`.`,
      );
    }
    if (!existsSync(pathOf(locator, config.dataDir))) {
      throw new UsageError(
        `${fileOf(locator)} is not there any more; \`npm run reindex\` takes it out of quarantine.`,
      );
    }
  }
  inLibrary(config, (library) => {
    const lock = library.lock();
    try {
      for (const { id } of chosen) library.quarantine.accept(id);
    } finally {
      lock.release();
    }
  });
  await readAgain(chosen, context);
}

/** Reads the files of what is in quarantine as if for the first time, and brings the index up to date. */
async function readAgain(chosen: readonly Quarantined[], { config, signal }: CommandContext): Promise<void> {
  const files = [...new Set(chosen.map(({ locator }) => fileOf(locator)))];
  inLibrary(config, (library) => {
    const lock = library.lock();
    try {
      for (const file of files) {
        library.noteReading(file, null);
        if (!existsSync(pathOf(file, config.dataDir))) library.quarantine.clear(file);
      }
    } finally {
      lock.release();
    }
  });
  const paths = files.map((file) => pathOf(file, config.dataDir)).filter((path) => existsSync(path));
  if (paths.length === 0) {
    process.stdout.write('The files are not there any more; they were taken out of quarantine.\n');
    return;
  }
  const newshound = await compose(config, { chat: false });
  try {
    process.stdout.write(renderReport(await newshound.reindex(paths, { signal })));
  } finally {
    await newshound.close();
  }
}

function find(library: Library, id: string): Quarantined {
  const found = library.quarantine.find(id);
  if (found === null) {
    throw new UsageError(
      `Nothing in quarantine has the id ${JSON.stringify(id)}; \`npm run quarantine -- list\` shows the ids.`,
    );
  }
  return found;
}

function inLibrary<T>(config: Config, work: (library: Library) => T): T {
  const library = Library.open(config.dataDir);
  try {
    return work(library);
  } finally {
    library.close();
  }
}

await runCommand(quarantine);
