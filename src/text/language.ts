import { functionWordShare } from './stop-words.ts';
import { wordsOf } from './words.ts';

/** German or English by the vote of function words; "und" where there is none, or as many of either. */
export function detectLanguage(text: string): string {
  const words = wordsOf(text);
  const de = functionWordShare(words, 'de');
  const en = functionWordShare(words, 'en');
  if (de === en) return 'und';
  return de > en ? 'de' : 'en';
}
