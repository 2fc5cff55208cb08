import { expect, it } from 'vitest';
import { replySchema } from '../../../src/chat/replySchema.ts';
import { alertDesk } from '../../support/alertDesk.ts';
import { sizesOf } from '../../support/replies/answerLines.ts';
import { testSite } from '../../support/testSite.ts';

it('messages explain themselves: the value beside the limit, what moved, what it means, how long and how deep', async () => {
  const desk = alertDesk();
  await desk.addSite(testSite());
  await desk.addSite(testSite({ name: 'West Texas', powerPriceUsdPerMwh: 90 }));
  await desk.run([48]);
  // A day passes of which the first and the last minutes are all that matters.
  desk.clock.advance(86_400_000 - 2 * 60_000);
  await desk.add('hashprice < 45 for 2m', { pings: ['U0123456789'] });
  await desk.add('rockdale margin < 0', {}, 'C2');
  await desk.add('difficulty adjusted', {}, 'C3');
  await desk.run([47, 44, 43.1]);
  await desk.run([42, 48, 48, 48, 12]);
  desk.market.height += 2016;
  desk.market.difficulty *= 1.015;
  await desk.run([48]);
  const shown = (await desk.posted()).map(({ channel, key, text }) => `[${channel}] ${key}\n\n${text}`);
  await expect(shown.join('\n')).toMatchFileSnapshot('messages.txt');
});

it('a message calls those by name whom its rules ping, except to say that it is over', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45', { pings: ['U0123456789'] });
  await desk.add('hashprice < 46', { pings: ['U0123456789', 'S0123456789'] });
  await desk.run([44, 48]);
  const replies = await desk.database.all('SELECT reply FROM deliveries ORDER BY id');
  const mentions = replies.map(({ reply }) => JSON.parse(String(reply)).mentions);
  expect(mentions).toEqual([['U0123456789', 'S0123456789'], undefined]);
});

it('messages fit a phone, however many rules fire and sites there are, and count what they leave out', async () => {
  const desk = alertDesk();
  for (let at = 1; at <= 12; at += 1)
    await desk.addSite(testSite({ name: `West Texas Wind Campus ${at}`, powerPriceUsdPerMwh: 40 + at * 5 }));
  await desk.run([48]);
  for (let at = 0; at < 9; at += 1) await desk.add(`hashprice < ${47 - at}`);
  await desk.add('"West Texas Wind Campus 12" margin < 0', {}, 'C2');
  await desk.add('difficulty adjusted', {}, 'C3');
  await desk.run([20, 48]);
  desk.market.height += 2016;
  desk.market.difficulty *= 1.015;
  await desk.run([48]);
  const replies = (await desk.database.all('SELECT reply FROM deliveries ORDER BY id')).map(({ reply }) =>
    replySchema.parse(JSON.parse(String(reply))),
  );
  expect(replies.length).toBeGreaterThan(2);
  for (const reply of replies)
    for (const { platform, lines, columns } of sizesOf(reply)) {
      expect(lines, `${reply.title} on ${platform}`).toBeLessThanOrEqual(12);
      expect(columns, `${reply.title} on ${platform}`).toBeLessThanOrEqual(38);
    }
  expect(JSON.stringify(replies[0])).toContain('… and 5 more: alert list');
});
