import type { Check } from './finding.ts';
import { collection } from './collection.ts';
import { discord, folders, memory, nativeParts, node } from './environment.ts';
import { models } from './models.ts';

/** Everything the doctor looks at, in the order in which it tells. */
export const CHECKS: readonly Check[] = [node, nativeParts, folders, memory, collection, models, discord];
