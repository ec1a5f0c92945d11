import type { Button } from '../components/component-body.ts';

/** What a person reads on a button. */
export function buttonFace({ label, emoji }: Button): string {
  return [emoji?.name, label].filter((part) => typeof part === 'string' && part !== '').join(' ');
}
