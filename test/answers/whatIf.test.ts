import { expect, it } from 'vitest';
import type { BlockOf, Reply } from '../../src/chat/reply.ts';
import { filledForm, formLine } from '../../src/chat/show/form.ts';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE } from '../support/examples.ts';

const blockOf = <K extends 'actions' | 'form'>({ blocks }: Reply, kind: K) =>
  blocks.find((block): block is BlockOf<K> => block.kind === kind);

it.each([
  ['profit rockdale', ['What if', 'More', 'Sheet', 'Explain', 'Refresh']],
  ['profit demo', ['What if', 'More', 'Sheet', 'Explain', 'Refresh']],
  ['profit 3 s19jpro at 12c', ['More', 'Sheet', 'Explain', 'Refresh']],
  ['profit rockdale uptime=80%', ['More', 'Sheet', 'Explain', 'Refresh']],
])('“%s” offers what can be asked next', async (line, labels) => {
  const { ask } = openTestDesk();
  await ask(ROCKDALE);
  const { reply } = await ask(line);
  expect(blockOf(reply, 'actions')?.actions.map(({ label }) => label)).toEqual(labels);
});

it('whatif asks for the changes that were not named, and answers when they are filled in', async () => {
  const { ask } = openTestDesk();
  await ask('site add "West Texas" 100 MW s21xp at $45/MWh');
  const { actions } = blockOf((await ask('profit west texas')).reply, 'actions')!;
  const form = blockOf((await ask(actions[0]!.command)).reply, 'form')!;
  expect(form.fields.length).toBeLessThanOrEqual(5);
  const answered = await ask(formLine(filledForm(form, { price: '90k', uptime: '90%', power: '' })));
  expect(answered.reply.title).toMatch(/^West Texas with these changes earns \$/);
  expect(answered.text).toContain('$90,000');
  expect(blockOf((await ask(formLine(form))).reply, 'form')).toEqual(form);
});

it('“profit” where power is paid for says that the site earns at any hashprice', async () => {
  const { text } = await openTestDesk().ask('profit 10 MW s21xp at -$5/MWh');
  expect(text).toContain('With power at −$5.00/MWh it earns at any hashprice.');
  expect(text).not.toContain('can fall');
});
