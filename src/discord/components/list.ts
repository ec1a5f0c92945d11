import { askOn } from './ask-on.ts';
import type { Component } from './component.ts';
import { receipts } from './receipts.ts';
import { retry } from './retry.ts';
import { share } from './share.ts';
import { stopAnswer } from './stop-answer.ts';

/** All buttons and selects. */
export const COMPONENTS: readonly Component[] = [stopAnswer, receipts, share, retry, askOn];
