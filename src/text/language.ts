import { functionWordShare } from './stop-words.ts';
import { wordsOf } from './words.ts';
export function detectLanguage(text: string): string {
  const words = wordsOf(text);
  const de = functionWordShare(words, 'de');
  const en = functionWordShare(words, 'en');
  return de > en ? 'de' : 'en';
}
