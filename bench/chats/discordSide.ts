// One side of the Discord bench in a process of its own: the desk, or a discord.js bot that says "ok".
import { Client, GatewayIntentBits } from 'discord.js';
import { discordAdapter } from '../../adapters/discord/connect.ts';
import { answerQuestions } from '../../test/support/processes/helper.ts';
import { benchLog } from '../desk.ts';
import { openSideDesk, type SideSettings } from '../sideDesk.ts';
import { usage } from '../usage.ts';

export interface DiscordSettings extends SideSettings {
  apiUrl: string;
  token: string;
}

const settings = JSON.parse(process.argv[2]!) as DiscordSettings;
await { desk: startDesk, bare: startBare }[settings.side](settings);
answerQuestions(usage);

async function startDesk({ apiUrl, token, ...side }: DiscordSettings): Promise<void> {
  const desk = await openSideDesk(side);
  const config = { apiUrl, token };
  const { store, gateway } = desk;
  const adapter = discordAdapter({ config, store, gateway, log: benchLog, now: Date.now, fetch });
  await adapter.start(desk.bot);
}

async function startBare({ apiUrl, token }: DiscordSettings): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl } });
  client.on('interactionCreate', async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('ok');
  });
  await client.login(token);
}
