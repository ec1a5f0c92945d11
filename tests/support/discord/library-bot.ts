import { Client, Events, GatewayIntentBits, type Interaction, Partials } from 'discord.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** discord.js as it is published, connected to the sandbox by the address alone. */
export async function libraryBot(
  sandbox: Sandbox,
  onInteraction: (interaction: Interaction) => Promise<unknown> = () => Promise.resolve(),
): Promise<Client<true>> {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessages,
      GatewayIntentBits.DirectMessageReactions,
    ],
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    rest: { api: sandbox.api, version: '10' },
  });
  client.on(Events.InteractionCreate, (interaction) => {
    onInteraction(interaction).catch((error: unknown) => {
      sandbox.state.violations.push(`the bot failed: ${String(error)}`);
    });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.state.application.token);
  await ready;
  return client as Client<true>;
}
