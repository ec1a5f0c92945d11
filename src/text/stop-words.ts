/**
 * Words of a question that say nothing about its subject, left out of the lexical score: articles,
 * pronouns, prepositions, conjunctions, auxiliaries, question words. Passages keep them.
 */

const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: asSet(`
    ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus
    bei beim bereits bin bis bist da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus darf darin
    darüber darum darunter das dass davon davor dazu dein deine deinem deinen deiner dem den denen denn dennoch der deren
    des dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch durfte dürfen ein eine einem einen
    einer eines einige einigen einiger einiges er es etwa etwas euch euer eure für gab gegen gegenüber gibt habe haben hat
    hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins indem innerhalb ist ja je
    jede jedem jeden jeder jedes jedoch jene jenem jenen jener jenes jetzt kann kein keine keinem keinen keiner könnte
    können man manche mehr mein meine meinem meinen meiner mich mir mit mittels muss musste müssen nach nachdem neben nicht
    nichts noch nun nur ob oder ohne per pro sehr sei sein seine seinem seinen seiner seines seit sich sie sind so sobald
    sodass solche solchem solchen solcher soll sollte sollten sondern sonst sowie sowohl über um und uns unser unsere unter
    vom von vor während wann war waren warum was weil welche welchem welchen welcher welches wem wen wenn wer werde werden
    wessen weshalb wie wieder wieso wieviel wieviele will wir wird wo wobei wodurch wofür woher wohin womit woran worauf
    woraus worin worüber wovon wozu wurde wurden würde würden zu zum zur zwischen
    viel viele vielen hätte sagte sagt
  `),
  en: asSet(`
    a about above after again against all also am among an and another any are as at be because been before being below
    between both but by can cannot could did do does doing done down during each either else ever every few for from
    further get gets got had has have having he her here hers herself him himself his how i if in into is it its itself
    just many may me might more most much must my myself neither no nor not now of off on once one only onto or other our
    ours out over own per same shall she should since so some such than that the their theirs them themselves then there
    these they this those through thus to too toward towards under until up upon us very was we were what when where
    whereas whether which while who whom whose why will with within without would yet you your yours s t d ll m re ve
  `),
};

function asSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** The words of a question that carry its subject; all of them where nothing would be left. */
export function contentWords(words: readonly string[], language: string): string[] {
  const stopWords = STOP_WORDS[language];
  if (stopWords === undefined) return [...words];
  const kept = words.filter((word) => !stopWords.has(word));
  return kept.length > 0 ? kept : [...words];
}

/** True for a word, in lower case, that says nothing about a subject. */
export function isStopWord(word: string, language: string): boolean {
  return STOP_WORDS[language]?.has(word) ?? false;
}
