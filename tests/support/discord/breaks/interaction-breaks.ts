import type { INTERACTION_RULES } from '../../../../src/sandbox/rules/interaction-rules.ts';
import { ASK, type Break, DEFER, responsePath } from '../scene.ts';

/** For every rule about interactions, how it is broken. */
export const INTERACTION_BREAKS: Readonly<Record<keyof typeof INTERACTION_RULES, Break>> = {
  acknowledgeWithin: async ({ asked, answer, clock }) => {
    const interaction = await asked(false);
    clock.advance(3001);
    return answer(interaction, DEFER);
  },
  acknowledgeOnce: async ({ asked, answer }) => answer(await asked(), DEFER),
  tokenLifetime: async (on) => {
    const interaction = await on.asked();
    on.clock.advance(15 * 60_000);
    return on.rest('PATCH', responsePath(on, interaction), { content: 'a' });
  },
  acknowledgedFirst: async (on) => {
    const { token } = await on.asked(false);
    return on.rest('POST', `/webhooks/${on.sandbox.bot.id}/${token}?wait=true`, { content: 'a' });
  },
  ephemeralFixed: async ({ asked, answer }) =>
    answer(await asked(false), { type: 5, data: { flags: 1 << 2 } }),
  responseFits: async ({ asked, answer }) => answer(await asked(false), { type: 6 }),
  followUps: async ({ sandbox, rest, register, answer }) => {
    await register({ ...ASK, integration_types: [1], contexts: [0, 1, 2] });
    const interaction = sandbox.addPrivateChannel('two friends', 'carol', 'dave').runs('ask');
    await answer(interaction, { type: 4, data: { content: 'a' } });
    const path = `/webhooks/${sandbox.bot.id}/${interaction.token}?wait=true`;
    for (const content of ['1', '2', '3', '4', '5']) await rest('POST', path, { content });
    return rest('POST', path, { content: '6' });
  },
};
