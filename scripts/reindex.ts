import { constants, getPriority, setPriority } from 'node:os';
import { Command } from 'commander';
import { compose, rollBackIndex } from '../src/compose.ts';
import type { ReindexReport } from '../src/newshound.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { withProgress } from '../src/terminal/progress-line.ts';
import { renderReport } from '../src/terminal/render-report.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

/** Exit codes. */
const ALL_WELL = 0;
const SOME_REJECTED = 1;
const COULD_NOT_RUN = 2;

const command = new Command('reindex')
  .description('Read articles into the library and bring the search index up to date.')
  .argument('[paths...]', 'files and folders; default: the folder articles in DATA_DIR')
  .option('--rebuild', 'build the index from scratch beside the old one, which is kept for --rollback')
  .option('--rollback', 'return to the index that was used before the last rebuild')
  .option('--json', 'print the report as JSON');

interface Options {
  readonly rebuild?: boolean;
  readonly rollback?: boolean;
  readonly json?: boolean;
}

async function reindex({ config, signal }: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return ALL_WELL;
  const options = command.opts<Options>();
  if (options.rollback === true) rollBackIndex(config);

  // A bot that answers meanwhile comes first.
  const low = constants.priority.PRIORITY_BELOW_NORMAL;
  if (getPriority() < low) setPriority(low);
  const newshound = await compose(config, { chat: false, newIndex: options.rebuild === true });
  try {
    const report = await withProgress((onProgress) =>
      newshound.reindex(command.args, { rebuild: options.rebuild === true, signal, onProgress }),
    );
    print(report, options.json === true);
    return report.rejected.length > 0 ? SOME_REJECTED : ALL_WELL;
  } finally {
    await newshound.close();
  }
}

function print(report: ReindexReport, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
}

await runCommand(reindex, { failed: COULD_NOT_RUN });
