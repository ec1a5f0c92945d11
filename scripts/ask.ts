import { styleText } from 'node:util';
import { Command } from 'commander';
import type { Answer, AnswerEvent } from '../src/domain/answer.ts';
import { compose } from '../src/compose.ts';
import type { Explanation } from '../src/retrieval/explain.ts';
import { UsageError } from '../src/errors.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { DraftView } from '../src/terminal/draft-view.ts';
import { withProgress } from '../src/terminal/progress-line.ts';
import { PLAIN, renderAnswer, type Style } from '../src/terminal/render-answer.ts';
import { renderExplanation } from '../src/terminal/render-explanation.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

/** Exit codes beside 1 (error) and 2 (wrong usage). */
const ANSWERED = 0;
const NOTHING_FOUND = 3;

const COLOURED: Style = {
  bold: (text) => styleText('bold', text),
  dim: (text) => styleText('dim', text),
};

const command = new Command('ask')
  .description('Ask a question about the articles.')
  .argument('[question...]', 'the question, in German or English')
  .option('--json', 'print the answer as JSON')
  .option('--explain', 'tell how the passages were found, scored and judged');

async function ask({ config, signal }: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return ANSWERED;
  const text = command.args.join(' ');
  if (text.trim() === '')
    throw new UsageError('Write the question behind the command: npm run ask -- "Why did …?"');

  const newshound = await compose(config);
  try {
    await withProgress((onProgress) => newshound.prepare({ signal, onProgress }));
    const options = command.opts<{ json?: boolean; explain?: boolean }>();
    let explanation: Explanation | undefined;
    const onExplained = (given: Explanation): void => {
      explanation = given;
    };
    const answer = await show(
      newshound.ask({ text }, { signal, onExplained: options.explain === true ? onExplained : undefined }),
    );
    if (options.json === true) {
      process.stdout.write(toJson({ ...answer, ...(explanation && { explanation }) }));
    } else {
      process.stdout.write(renderAnswer(answer, process.stdout.isTTY ? COLOURED : PLAIN));
      if (explanation !== undefined) process.stdout.write(`\n${renderExplanation(explanation)}`);
    }
    return answer.kind === 'no-evidence' ? NOTHING_FOUND : ANSWERED;
  } finally {
    await newshound.close();
  }
}

/** Follows the events on stderr and returns the answer. */
async function show(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  const view = new DraftView(process.stderr);
  try {
    for await (const event of events) {
      if (event.type === 'final') return event.answer;
      view.update(event);
    }
  } finally {
    view.clear();
  }
  throw new Error('the events ended without an answer');
}

function toJson(answer: Answer & { explanation?: Explanation }): string {
  return `${JSON.stringify(answer, null, 2)}\n`;
}

await runCommand(ask);
