import type { Config } from '../config.ts';

/** What one check found. `note` is worth knowing, `problem` stops something from working. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'problem';
  readonly text: string;
  /** What to do about it. */
  readonly cure?: string;
}

/** One thing that the doctor looks at. It throws only where the check itself is broken. */
export interface Check {
  readonly name: string;
  run(config: Config): Finding[] | Promise<Finding[]>;
}

export function ok(text: string): Finding {
  return { state: 'ok', text };
}

export function note(text: string, cure?: string): Finding {
  return { state: 'note', text, ...(cure !== undefined && { cure }) };
}

export function problem(text: string, cure: string): Finding {
  return { state: 'problem', text, cure };
}
