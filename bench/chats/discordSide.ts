// One side of the Discord bench in a process of its own: the desk, a discord.js bot that says "ok", or one that answers.
import { Client, GatewayIntentBits } from 'discord.js';
import { discordAdapter } from '../../adapters/discord/connect.ts';
import { answerQuestions } from '../../test/support/processes/helper.ts';
import { benchLog } from '../desk.ts';
import { openSideDesk, type SideSettings } from '../sideDesk.ts';
import { usage } from '../usage.ts';

/** As large as the desk's. */
const PICTURE_BYTES = 19_248;

export interface DiscordSettings extends SideSettings {
  apiUrl: string;
  token: string;
}

const settings = JSON.parse(process.argv[2]!) as DiscordSettings;
await (settings.side === 'desk' ? startDesk : startLibrary)(settings);
answerQuestions(usage);

async function startDesk({ apiUrl, token, ...side }: DiscordSettings): Promise<void> {
  const desk = await openSideDesk(side);
  const config = { apiUrl, token };
  const { store, gateway } = desk;
  const adapter = discordAdapter({ config, store, gateway, log: benchLog, now: Date.now, fetch });
  await adapter.start(desk.bot);
}

async function startLibrary({ side, apiUrl, token }: DiscordSettings): Promise<void> {
  const attachment = Buffer.alloc(PICTURE_BYTES);
  const answer = {
    embeds: [{ title: 'A petahash earns $42.61/PH/day', image: { url: 'attachment://hashprice.png' } }],
    files: [{ attachment, name: 'hashprice.png' }],
  };
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl } });
  client.on('interactionCreate', async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply(side === 'answering' ? answer : 'ok');
  });
  await client.login(token);
}
