// Discord's stand-in in a process of its own, with as many channels as it is told.
import { discordServer } from '../../test/support/discord/server.ts';
import { answerQuestions } from '../../test/support/processes/helper.ts';

const { channels } = JSON.parse(process.argv[2]!) as { channels: number };
const { world, guildId, apiUrl, token, rest } = await discordServer();
const ids = Array.from({ length: channels }, () => world.newId());
for (const id of ids) world.channels.set(id, { id, guild: guildId });

answerQuestions((question: 'where' | 'posted') => {
  if (question === 'where') return { ids, apiUrl, token, tenant: `discord:G${guildId}` };
  return { posted: world.posted.length, refused: rest.asked.filter(({ status }) => status === 429).length };
});
