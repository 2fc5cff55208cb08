import { expect, it } from 'vitest';
import type { Reply } from '../src/chat/reply.ts';
import { openTestDesk } from './support/desk.ts';

it('“more 2” is the second page of the last answer, and an id that is none is refused', async () => {
  const desk = openTestDesk();
  const { reply } = await desk.ask('comps');
  await desk.ask('more');
  const second = await desk.ask('more 2');
  expect(second.reply.title).toContain('(page 2 of ');
  expect(second.text).toBe((await desk.ask(`more ${reply.id} 2`)).text);
  expect((await desk.ask('more 99')).text).toMatch(/That answer has \d+ pages of details, not 99/u);
  expect((await desk.ask('more 123')).text).toContain('There is no answer “123”');
});

it('“--full” is one page and “More” in a chat, and all of it in a terminal', async () => {
  const desk = openTestDesk();
  const team = { tenant: 'slack:T1', person: { id: 'ada', standing: 'member' as const } };
  const whole = (await desk.ask('machines --full')).reply;
  const { reply: first, shown } = await desk.ask('machines --full', team);
  expect(whole.details).toBeUndefined();
  expect(shown.split('\n').length).toBeLessThan(50);
  expect(shown).toContain('More');
  const pages = [first, (await desk.ask('more', team)).reply];
  while (pages.length < 99 && /page (\d+) of (?!\1\b)/u.test(pages.at(-1)!.title))
    pages.push((await desk.ask(`more ${first.id} ${pages.length}`, team)).reply);
  const rowsOf = ({ blocks }: Reply) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  expect(pages.flatMap(rowsOf)).toEqual(rowsOf(whole));
});
