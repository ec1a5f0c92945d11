import { ALL_CUES, type Cue, maskOf } from './instruction-cues.ts';

/**
 * How much a text speaks to a language model instead of to readers. Whoever writes an article can write "ignore your
 * instructions" into it; such sentences are found by their wording, German and English, and weighed.
 */

/** From here on a passage is treated as an attempt: it is shown to readers with a warning, and to no model. */
export const SUSPICIOUS = 0.5;

/** Taken as independent hints: two of one half make three quarters. What a pattern matches has a word of each cue. */
type Hint = readonly [weight: number, cues: readonly Cue[], pattern: RegExp];

const BEFORE = '(?:previous|prior|preceding|earlier|above|foregoing|existing|initial|original|system|your)';
const ORDERS =
  '(?:instructions?|prompts?|directives?|directions?|commands?|guidelines?|rules?|orders?|restrictions?|context|text|webpage|resume|paper|article|email|function|constraints?)';
const ANWEISUNGEN =
  '(?:Anweisung(?:en)?|Instruktion(?:en)?|Befehle?|Vorgaben?|Regeln?|Richtlinien?|Aufforderung(?:en)?|Prompts?|Aufträge|Einschränkungen)';
const ANSWER = '(?:answer|response|reply|output|summary|message|responses|answers|replies)';

const HINTS: readonly Hint[] = [
  // Overruling what came before.
  [
    0.9,
    ['overrule'],
    new RegExp(
      `\\b(?:ignore|disregard|forget|overlook|override|bypass|neglect|skip)\\b(?:\\s+\\w+){0,3}?\\s+${BEFORE}(?:\\s+\\w+){0,3}?\\s+${ORDERS}`,
      'i',
    ),
  ],
  [
    0.9,
    ['overrule'],
    /\b(?:ignore|disregard|forget|overlook)\b.{0,40}\b(?:been|were|was) (?:told|instructed|given|asked)\b/i,
  ],
  // Drivers ignore all rules; nobody but a model has "all instructions" to ignore.
  [
    0.9,
    ['overrule'],
    /\b(?:ignore|disregard|forget|override) (?:all|any)(?: of)?(?: the| other)? (?:instructions?|prompts?|directives?)\b/i,
  ],
  [0.9, ['overrule'], /\bignore (?:the|everything|all of the|all) (?:above|below|preceding|before)\b/i],
  [
    0.7,
    ['overrule'],
    /\b(?:ignore|disregard) (?:the|this) (?:\w+ )?and (?:state|say|write|output|answer|print|respond)\b/i,
  ],
  [
    0.9,
    ['hinweg'],
    new RegExp(
      `\\b(?:ignorier|missacht|vergiss|vergesst|vergessen Sie|übergeh|überschreib|umgeh)\\w*\\b.{0,30}\\b(?:alle|all deine|deine|Ihre|die|jede|sämtliche|vorherige|bisherige|obige|frühere|vorige)\\w*\\b.{0,30}${ANWEISUNGEN}`,
      'i',
    ),
  ],
  [
    0.9,
    ['hinweg'],
    /\b(?:ignorier|vergiss|missacht)\w*\b.{0,20}\balles?,? was (?:du|dir|Sie|Ihnen|oben|vorher|zuvor|bisher)\b/i,
  ],
  [0.6, ['new', 'order'], new RegExp(`\\b(?:new|updated|real|actual|hidden|secret) ${ORDERS}\\s*:`, 'i')],
  [
    0.6,
    ['neu', 'anweisung'],
    new RegExp(`\\b(?:neue|eigentliche|geheime|versteckte) ${ANWEISUNGEN}\\s*:`, 'i'),
  ],
  // Giving the reader another identity.
  [0.6, ['now'], /\byou are now (?:a|an|in|the|called|no longer|free|my)\b/i],
  [0.5, ['now'], /\bfrom now on,? (?:you|your|answer|respond|reply|only)\b/i],
  [
    0.6,
    ['be', 'jetzt'],
    /\b(?:du bist|Sie sind|ihr seid) (?:jetzt|ab sofort|nun|ab jetzt) (?:ein|eine|der|die|im|kein|mein)\b.{0,40}\b(?:KI|Bot|Assistent|Modell|Modus|DAN|Sprachmodell|Chatbot|Hacker|Entwickler)/i,
  ],
  [
    0.5,
    ['act'],
    /\b(?:act|behave|respond|reply) as (?:if you (?:are|were)|an? (?:unrestricted|unfiltered|AI|assistant|bot|chatbot|model))\b/i,
  ],
  [
    0.6,
    ['mode'],
    /\b(?:developer|debug|god|admin|root|system|dan|jailbreak|maintenance) ?mode (?:is )?(?:activated|enabled|on|override)\b|\bdo anything now\b/i,
  ],
  [
    0.6,
    ['modus'],
    /\b(?:Entwickler|Debug|Admin|System|Wartungs)modus (?:ist )?(?:aktiviert|eingeschaltet|an)\b|\b(?:system|wartungs)-?modus\s*[>:\]]/i,
  ],
  // The words and marks of a chat.
  [
    0.9,
    ['mark'],
    /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text)\|>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|\[\/?SYSTEM\]|<\/?(?:system|assistant|instructions?)(?: mode| prompt)?>/i,
  ],
  [
    0.6,
    ['role'],
    /(?:^|\n|[.!?'"»)}]\s*)(?:###\s*)?(?:system|assistant|human|instruction|user)\s*(?:prompt|message|mode|note)?\s*:\s*(?:you|ignore|please|do|the assistant|i |from|du |sie )/i,
  ],
  [0.5, ['heading'], /(?:^|\n)#{2,}\s*(?:instruction|response|system|input|anweisung|antwort)s?\s*:/i],
  [
    0.8,
    ['secret'],
    /\b(?:reveal|show|print|repeat|output|display|tell me|leak|share|disclose|give me|what (?:is|are|was))\b.{0,40}\b(?:system prompt|initial prompt|hidden prompt|secret (?:key|word|phrase|code)|instructions you (?:were|have)|your (?:instructions|prompt|passcode|password|secret|credentials|database|api key))\b/i,
  ],
  [
    0.8,
    ['geheim'],
    /\b(?:verrate|zeige?|nenne|wiederhole|gib|drucke|teile|sag)\w*\b.{0,50}\b(?:Systemprompt|System-Prompt|dein(?:en?|e)? (?:Anweisungen|Prompt|Passwort|Geheimnis|Schlüssel)|Ihr(?:en?|e)? (?:Systemanweisungen|Passwort|Geheimwort))|\bwie lautet (?:dein|Ihr|das) (?:Passwort|Geheimwort|geheimer? \w+)/i,
  ],
  // Speaking of the model, its user and its answer.
  [0.7, ['your', 'answer'], new RegExp(`\\b(?:in|of|to|from|with|for) your ${ANSWER}\\b`, 'i')],
  [
    0.7,
    ['your', 'answer'],
    new RegExp(
      `\\b(?:add|include|insert|append|augment|enhance|integrate|embed|incorporate|supplement|replace|rearrange|remove|convert|encode|end|begin|start|introduce|jumble|mix|combine|use|write|mention|weave|inject|amend|improve|embellish|infuse|substitute|swap|scramble|shuffle|omit|eliminate|merge|alter|change|translate|format|phrase|modify|present)\\b.{0,80}\\byour (?:entire |whole |next |final )?${ANSWER}\\b`,
      'i',
    ),
  ],
  [
    0.7,
    ['antwort'],
    /\b(?:in|zu|mit|aus|an) (?:deiner|Ihrer|deine|deinen|Ihre) (?:Antwort|Antworten|Ausgabe|Zusammenfassung)\b/i,
  ],
  [
    0.7,
    ['user'],
    /\b(?:do not|don[’']t|never|without) (?:tell|inform|mention(?:ing)?|warn|alert|telling|informing|notify(?:ing)?) (?:\w+ ){0,3}(?:the )?users?\b|\b(?:sag|erzähl|verrate|teile)\w* (?:es )?dem (?:Nutzer|Benutzer|Anwender) nicht/i,
  ],
  [
    0.7,
    ['addressed'],
    /\b(?:dear|hey|hello|attention|note to|message (?:to|for)|instructions? (?:to|for)) (?:the )?(?:AI|LLM|language models?|assistant|chatbot|chatgpt|GPT|claude|gemini|AI models?)\b|\b(?:Hinweis|Nachricht|Anweisung|Achtung)(?:en)? (?:an|für) (?:die |das |den )?(?:KI|Sprachmodell|Assistent|Chatbot|LLM)\w*/i,
  ],
  [
    0.6,
    ['model'],
    /\bif you are an? (?:AI|LLM|language model|assistant|chatbot|bot)\b|\b(?:wenn|falls|sofern) du ein(?:e)? (?:KI|Sprachmodell|Assistent|Chatbot|LLM)\b/i,
  ],
  [
    0.5,
    ['answering'],
    /\b(?:respond|reply|answer|output) (?:only|exclusively|just) (?:with|in|by)\b|\b(?:antworte|antworten Sie) (?:nur|ausschließlich|stattdessen) (?:mit|auf|in)\b/i,
  ],
  [
    0.5,
    ['task'],
    /\byour (?:new |only |real |sole )(?:task|job|goal|purpose|role|mission) is\b|\b(?:deine|Ihre) (?:neue |einzige |eigentliche )(?:Aufgabe|Rolle|Mission) (?:ist|lautet)\b/i,
  ],
  [
    0.4,
    ['limit'],
    /\b(?:without any (?:restrictions|filters|limitations)|no longer bound by|free of all (?:restrictions|filters)|ohne jede (?:Einschränkung|Filter))/i,
  ],
  // Asking for work, as one asks an assistant; alone it is too little.
  [
    0.3,
    ['write'],
    /(?:^|[.!?:]\s+|\n)(?:please )?(?:write|draft|compose|generate|summari[sz]e|translate|provide|decode|encode|list|print|output|repeat|rewrite|paraphrase) (?:me |us |a |an |the |all |this |some |for |three |five )/i,
  ],
  [
    0.3,
    ['schreib'],
    /(?:^|[.!?:]\s+|\n)(?:bitte )?(?:schreibe?|verfasse|erstelle|generiere|übersetze|fasse|nenne|liste|wiederhole|entschlüssele|kodiere)(?: Sie)? (?:mir |uns |einen? |eine |das |den |die |alle |diesen? )/i,
  ],
  [
    0.3,
    ['you', 'tell'],
    /\b(?:can|could|would) you (?:please )?(?:tell|give|show|share|write|provide|generate|print|translate|decode|confirm)\b.{0,80}\?/i,
  ],
  [
    0.3,
    ['kannst'],
    /\b(?:kannst|könntest|können|könnten) (?:du|Sie) (?:mir |bitte |uns )?.{0,80}(?:sagen|geben|nennen|schreiben|verraten|übersetzen|bestätigen|erstellen)\s*\?/i,
  ],
];

/** Words that every hint needs one of; without any of them a text is not looked at more closely. */
const WORTH_A_LOOK =
  /ignor|disregard|forget|overlook|overrid|bypass|instruct|anweis|instrukt|prompt|vergiss|missacht|you are now|from now on|<\||\[\/?(?:inst|sys)|<<|assistant|system|your |deine|ihre|du bist|sie sind|act as|respond|reply|antworte|please|bitte|write|can you|could you|would you|kannst|könntest|können sie|könnten sie|schreib|übersetz|summar|translat|generat|provide|print|decode|###| user| ai\b|llm|sprachmodell|\bki\b/i;

const MEASURED = HINTS.map(([weight, cues, pattern]) => ({ weight, needs: maskOf(cues), pattern }));

/**
 * 0 where a text speaks to readers alone, towards 1 the more it speaks to a model. Linear in the length of the text.
 * @param text a passage: a few thousand characters at most
 * @param cues those of all its words (`cuesOf`), where they are known; they spare looking for what cannot be there
 */
export function instructionScore(text: string, cues = ALL_CUES): number {
  // A mark can join the last letter of a word that a pattern ends with: then the word is another one.
  const known = cues === ALL_CUES || text.normalize('NFC') === text ? cues : ALL_CUES;
  const hints = MEASURED.filter(({ needs }) => (known & needs) === needs);
  if (hints.length === 0 || !WORTH_A_LOOK.test(text)) return 0;
  let innocent = 1;
  for (const { weight, pattern } of hints) if (pattern.test(text)) innocent *= 1 - weight;
  return Math.round((1 - innocent) * 100) / 100;
}
