import { invalid, refused, type Rule, SOURCES, wrong } from './rule.ts';

const { codes, interactions } = SOURCES;

/** Interactions. Times are in milliseconds. */
export const INTERACTION_RULES = {
  acknowledgeWithin: refused(404, 10062, 'Unknown interaction', `${interactions}#followup-messages`, 3000),
  acknowledgeOnce: wrong(400, 40060, 'Interaction has already been acknowledged.', codes),
  tokenLifetime: refused(401, 50027, 'Invalid Webhook Token', `${interactions}#followup-messages`, 900_000),
  /** Edits and follow-ups need a first response; a bot that was killed cannot know whether there was one. */
  acknowledgedFirst: refused(404, 10015, 'Unknown Webhook', `${interactions}#followup-messages`),
  /** A deferral accepts EPHEMERAL alone, and no edit changes it later. */
  ephemeralFixed: invalid(null, `${interactions}#interaction-response-object-messages`),
  /** Updates belong to components, and to forms that came from one. */
  responseFits: invalid(null, `${interactions}#interaction-response-object-interaction-callback-type`),
  /** Follow-ups where only the person has added the app. */
  followUps: {
    ...wrong(400, 40094, 'This interaction has hit the maximum number of follow-up messages.', codes),
    value: 5,
  },
} as const satisfies Record<string, Rule>;
