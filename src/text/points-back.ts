/** Words with which a sentence begins that goes on from the one before, in German and English. */
const POINTS_BACK =
  /^(?:he|she|it|they|his|her|its|their|this|that|these|those|such|however|therefore|thus|instead|er|sie|es|sein|seine[mnrs]?|ihr|ihre[mnrs]?|dies|diese[mnrs]?|solche[rn]?|damit|dadurch|dazu|daher|dabei|deshalb|dagegen|jedoch|stattdessen)(?![\p{L}\p{N}])/iu;

/** True for a sentence that is not understood, or only half, without what stands before it. */
export function pointsBack(sentence: string): boolean {
  return POINTS_BACK.test(sentence);
}
