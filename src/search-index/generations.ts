import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError, UserError } from '../errors.ts';
import { storageFailure } from '../storage/sqlite.ts';
import { acquireProcessLock, type ProcessLock } from '../storage/process-lock.ts';
import { writeFileAtomically } from '../storage/write-file.ts';
import { digestOf, type Fingerprint } from './fingerprint.ts';
import { Generation } from './generation.ts';

/** Which generation answers, and which one `--rollback` returns to. Names are folders in `generations/`. */
interface Pointer {
  readonly current: string;
  readonly previous: string | null;
}

/** The generations below INDEX_DIR and the pointer to the current one, which is moved by rename. */
export class Generations {
  readonly #directory: string;
  readonly #pointerPath: string;

  constructor(indexDir: string) {
    this.#directory = indexDir;
    this.#pointerPath = join(indexDir, 'current.json');
  }

  /**
   * Takes the lock under which generations are written and swapped.
   * @throws BusyError where another process still holds it after `waitMs`
   * @throws StorageError where the folder cannot be written
   */
  lock(waitMs: number): ProcessLock {
    try {
      mkdirSync(join(this.#directory, 'generations'), { recursive: true });
    } catch (error) {
      throw storageFailure(this.#directory, error);
    }
    return acquireProcessLock(
      join(this.#directory, 'writer.lock.sqlite'),
      waitMs,
      `Another process is writing the index in ${this.#directory}; wait until it has ended.`,
    );
  }

  /** Name of the current generation; null where there is none or the pointer cannot be read. */
  currentName(): string | null {
    return this.#pointer()?.current ?? null;
  }

  /** Opens the current generation; null where there is none that can be opened. */
  openCurrent(): Generation | null {
    const name = this.currentName();
    return name === null ? null : Generation.open(this.#path(name));
  }

  /**
   * A generation to be built beside the current one: one of this fingerprint that an earlier run left unfinished
   * is gone on with unless `fresh`, everything else that no pointer names is deleted. Needs the lock.
   */
  startNext(fingerprint: Fingerprint, fresh: boolean): Generation {
    const digest = digestOf(fingerprint);
    const pointer = this.#pointer();
    let unfinished: Generation | null = null;
    for (const name of this.#names()) {
      if (name === pointer?.current || name === pointer?.previous) continue;
      if (!fresh && unfinished === null && name.startsWith(`${digest}-`)) {
        unfinished = Generation.open(this.#path(name));
        if (unfinished !== null) continue;
      }
      rmSync(this.#path(name), { recursive: true, force: true });
    }
    return (
      unfinished ?? Generation.create(this.#path(`${digest}-${String(this.#nextNumber())}`), fingerprint)
    );
  }

  /** Makes a generation the current one and keeps the one before for `rollback`. Needs the lock. */
  swapTo(generation: Generation): void {
    const name = generation.directory.slice(this.#path('').length);
    const pointer = this.#pointer();
    const current = pointer !== null && existsSync(this.#path(pointer.current)) ? pointer.current : null;
    const before = current === name || current === null ? (pointer?.previous ?? null) : current;
    this.#writePointer({ current: name, previous: before });
    const kept = this.#pointer();
    for (const other of this.#names()) {
      if (other !== kept?.current && other !== kept?.previous) {
        rmSync(this.#path(other), { recursive: true, force: true });
      }
    }
  }

  /**
   * Returns to the previous generation, and keeps the current one as the previous. Needs the lock.
   * @param embedder id of the embedder that will be used, null where any will do
   * @throws UserError where there is none, or where it was built with another embedder
   */
  rollback(embedder: string | null): Generation {
    const pointer = this.#pointer();
    const previous = pointer?.previous ?? null;
    const generation = previous === null ? null : Generation.open(this.#path(previous));
    if (pointer === null || previous === null || generation === null) {
      throw new UserError(
        'There is no previous index to return to. One is kept when `npm run reindex` builds a new one: with --rebuild, or with another embedder.',
      );
    }
    const built = generation.fingerprint.embedder.id;
    if (embedder !== null && embedder !== built) {
      generation.close();
      throw new UserError(
        `The previous index was built with EMBEDDER=${built}, and now it is ${embedder}. Set EMBEDDER=${built} to return to it.`,
      );
    }
    this.#writePointer({ current: previous, previous: pointer.current });
    return generation;
  }

  /** Forgets the current generation, which is damaged; the next one that is built does not keep it. Needs the lock. */
  discardCurrent(): void {
    const pointer = this.#pointer();
    if (pointer === null) return;
    rmSync(this.#path(pointer.current), { recursive: true, force: true });
  }

  #path(name: string): string {
    return join(this.#directory, 'generations', '/') + name;
  }

  #names(): string[] {
    const folder = this.#path('');
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  #nextNumber(): number {
    // A folder that the pointer names and that is gone still has its number: others know a generation by its name.
    const pointer = this.#pointer();
    const names = [...this.#names(), pointer?.current ?? '', pointer?.previous ?? ''];
    return 1 + Math.max(0, ...names.map((name) => Number(name.split('-')[1]) || 0));
  }

  #pointer(): Pointer | null {
    if (!existsSync(this.#pointerPath)) return null;
    try {
      const read = JSON.parse(readFileSync(this.#pointerPath, 'utf8')) as Partial<Pointer>;
      if (typeof read.current !== 'string' || !isName(read.current)) return null;
      const previous = typeof read.previous === 'string' && isName(read.previous) ? read.previous : null;
      return { current: read.current, previous };
    } catch {
      // A damaged pointer is the same as none: the index is built again from the library.
      return null;
    }
  }

  #writePointer(pointer: Pointer): void {
    try {
      writeFileAtomically(this.#pointerPath, `${JSON.stringify(pointer)}\n`);
    } catch (error) {
      throw new StorageError(`The index folder ${this.#directory} cannot be written.`, { cause: error });
    }
  }
}

function isName(name: string): boolean {
  return /^[0-9a-f]{12}-\d+$/.test(name);
}
