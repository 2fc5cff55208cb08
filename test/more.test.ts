import { expect, it } from 'vitest';
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
