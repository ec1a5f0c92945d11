/**
 * Words without which a sentence does not speak to a model. Whether a word is one of them is worked out once for each word of
 * a collection; the patterns that find such sentences are then tried on few passages, instead of thirty on each.
 */

const CUES = {
  overrule: /\b(?:ignore|disregard|forget|overlook|override|bypass|neglect|skip)\b/,
  hinweg: /\b(?:ignorier|missacht|vergiss|vergess|umgeh)|übergeh|überschreib/,
  new: /\b(?:new|updated|real|actual|hidden|secret)\b/,
  order:
    /instruction|prompt|directive|direction|command|guideline|rule|order|restriction|context|text|webpage|resume|paper|article|email|function|constraint/,
  neu: /\b(?:neue|eigentliche|geheime|versteckte)\b/,
  anweisung:
    /anweisung|instruktion|befehl|vorgabe|regel|richtlinie|aufforderung|prompt|aufträge|einschränkung/,
  now: /\bnow\b/,
  be: /\b(?:bist|sind|seid)\b/,
  jetzt: /\b(?:jetzt|sofort|nun)\b/,
  act: /\b(?:act|behave|respond|reply)\b/,
  mode: /mode\b|\banything\b/,
  modus: /modus\b/,
  mark: /\b(?:system|user|assistant|endoftext|eot|start|end|begin|inst|sys|instructions?)\b/,
  role: /\b(?:system|assistant|human|instruction|user)/,
  heading: /instruction|response|system|input|anweisung|antwort/,
  secret: /\b(?:prompt|secret|instructions|passcode|password|credentials|database|key)\b/,
  geheim: /prompt|anweisungen|passwort|geheim|schlüssel/,
  your: /\byour\b/,
  answer: /\b(?:answers?|responses?|reply|replies|output|summary|message)\b/,
  antwort: /\b(?:antwort|antworten|ausgabe|zusammenfassung)\b/,
  user: /\b(?:users?|nutzer|benutzer|anwender)\b/,
  addressed:
    /\b(?:ai|llm|models?|assistant|chatbot|chatgpt|gpt|claude|gemini|hinweis|hinweisen|nachricht|nachrichten|anweisung|anweisungen|achtung|achtungen)\b/,
  model: /\b(?:ai|llm|model|assistant|chatbot|bot|ki|sprachmodell|assistent)\b/,
  answering: /\b(?:respond|reply|answer|output|antworte|antworten)\b/,
  task: /\b(?:task|job|goal|purpose|role|mission|aufgabe|rolle)\b/,
  limit: /\b(?:restrictions|filters|limitations|bound|einschränkung|filter)/,
  write:
    /\b(?:write|draft|compose|generate|summari[sz]e|translate|provide|decode|encode|list|print|output|repeat|rewrite|paraphrase)\b/,
  schreib:
    /(?:schreibe?|verfasse|erstelle|generiere|übersetze|fasse|nenne|liste|wiederhole|entschlüssele|kodiere)$/,
  you: /\byou\b/,
  tell: /\b(?:tell|give|show|share|write|provide|generate|print|translate|decode|confirm)\b/,
  kannst: /\b(?:kannst|könntest|können|könnten)\b/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type Cue = keyof typeof CUES;

const names = Object.keys(CUES) as Cue[];

/** Most words are a cue of nothing, which is seen at once. */
const ANY = new RegExp(
  Object.values(CUES)
    .map(({ source }) => source)
    .join('|'),
);

/** One bit for each cue; the mask of a text whose words are not known. */
export const ALL_CUES = -1;

/** The bits of cues. */
export function maskOf(cues: readonly Cue[]): number {
  return cues.reduce((mask, cue) => mask | (1 << names.indexOf(cue)), 0);
}

/**
 * The bits of what a word is a cue of.
 * @param word as `wordsOf` gives it
 */
export function cuesOf(word: string): number {
  return ANY.test(word) ? maskOf(names.filter((cue) => CUES[cue].test(word))) : 0;
}
