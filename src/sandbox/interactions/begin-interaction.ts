import { interactionObject } from '../payloads/interaction-payload.ts';
import type { Interaction, World } from '../state.ts';

type Given = 'type' | 'name' | 'action' | 'userId' | 'channelId' | 'owners' | 'data';

/** Somebody does something that the bot has to respond to: it learns of that at once. */
export function beginInteraction(
  world: World,
  fields: Pick<Interaction, Given> & Partial<Pick<Interaction, 'messageId' | 'openedBy'>>,
): Interaction {
  const id = world.nextId();
  const interaction: Interaction = {
    messageId: null,
    openedBy: null,
    ...fields,
    id,
    // Real tokens are long, opaque, and stand in the path of a URL.
    token: Buffer.from(`interaction:${id}:${'sandbox'.repeat(12)}`).toString('base64url'),
    createdAt: world.clock.now(),
    acknowledgedAt: null,
    responseId: null,
    followUps: 0,
    choices: null,
    form: null,
  };
  world.state.interactions.set(id, interaction);
  const payload = interactionObject(world.state, interaction);
  world.dispatch({ name: 'INTERACTION_CREATE', needs: 0, data: () => payload });
  world.changed();
  return interaction;
}
