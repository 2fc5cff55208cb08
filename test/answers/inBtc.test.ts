import { expect, it } from 'vitest';
import { figuresOf } from '../../src/chat/reply.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const ask = async (desk: TestDesk, text: string) => {
  const { reply } = await desk.ask(text);
  const value = (metric: string) => figuresOf(reply).find((it) => it.metric === metric)?.value;
  return { reply, value, title: reply.title };
};

it('in btc shows the last answer’s money ÷ the price of that answer, and names what is no amount', async () => {
  const desk = openTestDesk();
  const usd = await ask(desk, 'whatif demo price=90k');
  const margin = usd.reply.explanation.find(({ result }) => result.metric === 'marginUsdPerDay')!.result
    .value;
  const btc = await ask(desk, 'in btc');
  expect(btc.reply.readAs).toBe('explain currency=btc');
  expect(btc.title).toMatch(/^Margin, Demo Prairie with these changes: 0\.\d{8} BTC\/day$/);
  expect(btc.value('marginBtcPerDay')).toBe(margin / 90_000);
  expect(btc.value('btcPriceUsd')).toBe(90_000);
  const said = JSON.stringify(btc.reply.blocks);
  expect(said).toMatch(/a BTC, the price of that answer \([^)]+, \d+ \w+ \d{4} \d\d:\d\d UTC\)/);
  expect(said).toContain('Breakeven power price, all cash costs; Breakeven BTC price, all cash costs');
  expect((await ask(desk, 'in usd')).value('marginUsdPerDay')).toBe(margin);
});

it('in btc is refused where an answer holds no money by the day', async () => {
  const desk = openTestDesk();
  await ask(desk, 'halving');
  expect(await ask(desk, 'in btc')).toMatchObject({
    reply: { tone: 'error' },
    title: expect.stringMatching(/^The arithmetic of that answer holds no money by the day/),
  });
});
