import type { MessageComponent } from './component-body.ts';
import { allComponents } from './walk.ts';

/**
 * A copy in which every component has an id: its own, or the next that is free, counted from 1.
 * Source: components/reference.mdx#anatomy-of-a-component.
 */
export function numberComponents(components: readonly MessageComponent[]): MessageComponent[] {
  const copy = structuredClone(components) as MessageComponent[];
  const all = allComponents(copy).map(({ component }) => component);
  const taken = new Set(all.map(({ id }) => id ?? 0));
  let next = 1;
  for (const component of all) {
    if ((component.id ?? 0) !== 0) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    taken.add(next);
  }
  return copy;
}
