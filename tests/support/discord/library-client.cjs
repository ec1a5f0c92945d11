'use strict';
/** A bot of a dozen lines on unmodified discord.js, run as a process of its own: answers "ping" with "pong". */
const { Client, GatewayIntentBits } = require('discord.js');

const [, , api, token] = process.argv;
const client = new Client({
  rest: { api },
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
});
client.on('debug', (text) => {
  if (text.includes('Connecting to ws')) console.log(text.trim());
});
client.on('messageCreate', async (message) => {
  if (message.mentions.has(client.user) && message.content.endsWith('ping')) await message.reply('pong');
  if (message.content === 'pong') await client.destroy();
});
void client.login(token);
