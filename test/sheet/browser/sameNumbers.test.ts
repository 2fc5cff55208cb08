import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bundleOf } from '../../../sheet/build.ts';
import { machines } from '../../../src/economics/index.ts';
import { fromFragment } from '../../../src/sheet/fragment.ts';
import { sheetFragment } from '../../../src/sheet/link.ts';
import { toFragment } from '../../../src/sheet/pack.ts';
import type { SheetQuestion, Topic } from '../../../src/sheet/question.ts';
import { answerNumbers, type NumbersAsked } from '../../support/browser/answerNumbers.ts';
import { browserOfFile } from '../../support/browser/chromium.ts';
import { openTestDesk } from '../../support/desk.ts';

const openContext = browserOfFile();

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const site = fc.record({
  name: fc.constantFrom('Rockdale', 'Fargo 2', 'Ωmega ⛏'),
  timeZone: fc.constant('UTC'),
  powerPriceUsdPerMwh: real(-20, 200),
  pue: real(1, 2),
  uptime: real(0.1, 1),
  poolFee: real(0, 0.1),
  poolScheme: fc.constantFrom('FPPS' as const, 'PPLNS' as const, 'PPS' as const),
  fleet: fc.array(
    fc.record({
      machine: fc.constantFrom(...machines).map((machine) => ({ ...machine })),
      count: real(1, 50_000),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  otherOperatingUsdPerMwh: fc.option(real(0, 30), { nil: undefined }),
  sgaUsdPerMonth: fc.option(real(0, 1e6), { nil: undefined }),
  demandChargeUsdPerKwMonth: fc.option(real(0, 20), { nil: undefined }),
});

const typed = (value: number): string => value.toFixed(4);
const perMwh = (value: number): string => `$${typed(value)}/MWh`;

/** Few years, so that a thousand are soon compared. */
const lease = fc.record({
  rent: real(50, 300).map((usd) => `$${typed(usd)}/kW-mo`),
  term: real(2, 4).map((years) => `${years.toFixed(0)}y`),
  escalator: real(0, 5).map((percent) => `${typed(percent)}%`),
  build: real(6, 18).map((months) => `${months.toFixed(0)} months`),
  tax: real(0, 40).map((percent) => `${typed(percent)}%`),
  path: fc.constantFrom('network', 'constant', 'falling'),
  exit: fc.constantFrom('cap', 'none', 'none', 'none', 'none', 'none', 'none', 'renewal'),
  paths: fc.constant('500'),
});

const options: Record<string, fc.Arbitrary<Record<string, string>>> = {
  whatif: fc.record({
    price: real(10_000, 300_000).map(typed),
    power: real(1, 150).map(perMwh),
    uptime: real(10, 100).map((percent) => `${typed(percent)}%`),
  }),
  machines: fc.record({ power: real(1, 150).map(perMwh), filter: fc.constantFrom('all', 's21', 'hydro') }),
  pivot: lease,
  offer: fc
    .record({ megawatts: real(5, 20).map((mw) => `${typed(mw)} MW critical`), lease })
    .map(({ megawatts, lease: terms }) => ({ ...terms, megawatts })),
};
const aboutSite = ['profit', 'breakeven', 'cost', 'whatif'];

/** Questions of one topic in markets around that of `example`. */
const questions = (topic: Topic, example: SheetQuestion): fc.Arbitrary<SheetQuestion> =>
  fc
    .record({
      site,
      typed: options[topic] ?? fc.constant({}),
      price: real(10_000, 300_000),
      difficulty: real(2e13, 9e14),
      fees: real(0, 2),
    })
    .map(({ site, typed: given, price, difficulty, fees }) => {
      const { market } = example;
      const about: Record<string, string> = aboutSite.includes(topic) ? { site: site.name } : {};
      return {
        topic,
        options: { ...about, ...given },
        sites: [{ site, demo: false }],
        market: {
          ...market,
          priceUsd: { ...market.priceUsd, value: price },
          chain: { ...market.chain, value: { ...market.chain.value, difficulty } },
          fees: { ...market.fees, value: { btcPerBlock: fees } },
        },
      };
    });

/** A chat asks the same command; where it differs from a sheet, `questions.test.ts` sees it. */
it.each([
  ['profit', 1000, false],
  ['breakeven', 1000, false],
  ['cost', 1000, false],
  ['whatif', 1000, false],
  ['halving', 1000, false],
  ['machines', 1000, false],
  ['pivot', 1000, false],
  ['offer', 1000, false],
  ['pivot', 20, true],
  ['offer', 20, true],
] as const)(
  'gives the numbers of %s in a browser as in Node, to the last digit, %i times (simulated: %s)',
  { timeout: 240_000 },
  async (topic, count, isSimulated) => {
    const { reply } = await openTestDesk().ask('profit demo');
    const example = await fromFragment(sheetFragment(reply.question!));
    const fragments = fc
      .sample(questions(topic, example), { numRuns: count, seed: 1 })
      .map((question) => toFragment(question));
    const page = await (await openContext()).newPage();
    await page.addScriptTag({ content: await bundle() });
    const asked = { fragments, isSimulated };
    const there = page.evaluate((all) => {
      const scope = globalThis as unknown as { answerNumbers(all: NumbersAsked): Promise<string[]> };
      return scope.answerNumbers(all);
    }, asked);
    const inNode = await answerNumbers(asked);
    expect(inNode.filter((text) => text.startsWith('[')).length).toBeGreaterThan(count * 0.9);
    expect(await there).toEqual(inNode);
  },
);

let made: Promise<string> | undefined;
const bundle = (): Promise<string> => {
  made ??= bundleOf({
    input: fileURLToPath(new URL('../../support/browser/answerNumbers.ts', import.meta.url)),
  });
  return made;
};
