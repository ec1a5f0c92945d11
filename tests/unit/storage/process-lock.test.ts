import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BusyError } from '../../../src/errors.ts';
import { acquireProcessLock } from '../../../src/storage/process-lock.ts';
import { temporaryFolder } from '../../support/collection.ts';

const HOLDER = `
  import { acquireProcessLock } from './src/storage/process-lock.ts';
  acquireProcessLock(process.argv.at(-1), 0, 'busy');
  process.stdout.write('held');
  setInterval(() => undefined, 1000);
`;

describe('the lock of one process', () => {
  test('is refused to a second holder, with the sentence that was given', () => {
    const path = join(temporaryFolder(), 'lock.sqlite');
    const lock = acquireProcessLock(path, 0, 'busy');
    expect(() => acquireProcessLock(path, 0, 'Somebody else is writing.')).toThrow(BusyError);
    expect(() => acquireProcessLock(path, 0, 'Somebody else is writing.')).toThrow(
      'Somebody else is writing.',
    );
    lock.release();
  });

  test('is free again when it was released, and releasing twice takes it from nobody', () => {
    const path = join(temporaryFolder(), 'lock.sqlite');
    const first = acquireProcessLock(path, 0, 'busy');
    first.release();
    const second = acquireProcessLock(path, 0, 'busy');
    first.release();
    expect(() => acquireProcessLock(path, 0, 'busy')).toThrow(BusyError);
    second.release();
  });

  test('is free again when its process was killed', async () => {
    const path = join(temporaryFolder(), 'lock.sqlite');
    const holder = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', HOLDER, path],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(holder.stdout, 'data');
    expect(() => acquireProcessLock(path, 0, 'busy')).toThrow(BusyError);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    acquireProcessLock(path, 0, 'busy').release();
  });
});
