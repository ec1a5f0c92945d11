import { Command } from 'commander';
import { runCommand } from '../src/terminal/run-command.ts';
import { calibration } from './evaluations/calibrate.ts';
import { extraction } from './evaluations/extraction.ts';
import { gate } from './evaluations/gate.ts';
import { quotes } from './evaluations/quotes.ts';
import { retrieval } from './evaluations/retrieval.ts';
import { sweep } from './evaluations/sweep.ts';
import { typing } from './evaluations/typing.ts';
import { runSubject, type Subject } from './subject.ts';

/** Everything that is judged. A new subject is a file in `evaluations/` and its line here. */
const EVALUATIONS: readonly Subject[] = [retrieval, sweep, gate, quotes, typing, calibration, extraction];

const command = new Command('evaluate').description('Measure how well the product does what it is for.');

await runCommand((context) => runSubject(command, EVALUATIONS, context));
