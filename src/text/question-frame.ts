/**
 * What a question says about itself and not about its subject: that the answer stands in the text ("according to the
 * article"), that one of several is wanted ("which of the following statements"). No article that answers has these
 * words, and where one has them by chance it is found for them.
 */

const SOURCE = '(?:passages?|texts?|articles?|paragraphs?|excerpts?)';
const QUELLE =
  '(?:text(?:abschnitt|stelle|passage|auszug|ausschnitt)?|abschnitt|absatz|artikel|passage|auszug|ausschnitt)(?:e?s|n)?';
const INFORMATION = '(?:informationen|angaben|aussagen)';

type Rule = readonly [pattern: RegExp, replacement: string];

const RULES: readonly Rule[] = [
  // English
  rule(
    `(?:according (?:to )?|based on |judging by |going by |as (?:stated|described|mentioned|reported|discussed) in |(?:mentioned|described|stated|discussed|given|provided|found) (?:in|by) |in |from )(?:the information (?:provided |given |contained |found )?(?:in|from|by) )?(?:the|this|these|that) (?:above |following |given )?${SOURCE}(?: above| below)?`,
    '',
  ),
  rule('according to the author', ''),
  rule(
    '(which|what) of (?:the )?(?:following|these|below)(?: (?:statements?|options?|answers?|choices?|sentences?))?',
    '$1',
  ),
  // German
  rule(
    `(?:laut|gemäß|nach|entsprechend|zufolge) (?:(?:de[mnrs]|diese[mnrs]) )?(?:${INFORMATION} (?:in|im|aus|des|der)(?: de[mr]| diese[mr])? )?${QUELLE}`,
    '',
  ),
  rule(`(?:de[mrn]|diese[mr]) ${QUELLE} (?:zufolge|nach)`, ''),
  rule(
    `(?:im|in de[mr]|in diese[mr]|aus de[mr]|anhand de[sr]|mithilfe de[sr]|auf (?:der )?(?:grundlage|basis) (?:de[sr]|von)|(?:basierend|gestützt) auf (?:de[mr]|den)|ausgehend vo[nm](?: de[mr])?|aufgrund de[sr]) (?:${INFORMATION} (?:in|im|aus|des|der)(?: de[mr]| diese[mr])? )?${QUELLE}(?: (?:genannte|erwähnte|beschriebene)[nrsm]?)?`,
    '',
  ),
  rule(
    '(welche[rsmn]?|was|wer) (?:von )?(?:de[rn]|diese[rn]) (?:folgenden|nachfolgenden|nachstehenden)(?: (?:aussagen?|möglichkeiten|optionen|antworten|punkte|sätze))?',
    '$1',
  ),
];

function rule(pattern: string, replacement: string): Rule {
  const source = pattern.replaceAll(' ', '\\s+');
  return [
    new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}]|['’]\\p{L})(?:\\s*,)?`, 'giu'),
    replacement,
  ];
}

/** The question without its frame. */
export function withoutFrame(question: string): string {
  const rest = RULES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), question);
  if (rest === question) return question;
  const tidy = rest.replace(/\s+/gu, ' ').replace(/^[\s,;:]+|\s+(?=[?!.,])/gu, '');
  return tidy.charAt(0).toUpperCase() + tidy.slice(1);
}
