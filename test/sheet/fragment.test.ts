import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/common/errors.ts';
import { DICTIONARY } from '../../src/sheet/dictionary.ts';
import { fromFragment, MOST_CHARACTERS } from '../../src/sheet/fragment.ts';
import { sheetFragment } from '../../src/sheet/link.ts';
import { toFragment } from '../../src/sheet/pack.ts';
import { readQuestion, type SheetQuestion } from '../../src/sheet/question.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = openTestDesk();
});

const questionBehind = async (line: string): Promise<SheetQuestion> =>
  fromFragment(sheetFragment((await desk.ask(line)).reply.question!));

/** A fragment with whatever content, made as ours are. */
const pack = (content: string): string =>
  `1.${Buffer.from(deflateSync(strToU8(content), { dictionary: strToU8(DICTIONARY) })).toString('base64url')}`;

async function refusalOf(fragment: string): Promise<string> {
  try {
    await fromFragment(fragment);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  throw new Error('The fragment was not refused');
}

describe('toFragment()', () => {
  it('gives back the question that it was made of', async () => {
    const question = await questionBehind('profit demo power=4.5c uptime=93%');
    expect(await fromFragment(`#${toFragment(question)}`)).toEqual(question);
    expect(question.options).toEqual({ site: 'demo', power: '4.5c', uptime: '93%' });
  });

  it.each([
    'profit demo',
    'whatif demo price=90k hashprice=-20% power=60',
    'machines hydro 45',
    'hashprice',
    'pivot demo paths=100',
  ])('fits %s into the 512 characters that Discord takes of a link', async (line) => {
    const { reply } = await desk.ask(line);
    const [topic] = line.split(' ');
    expect(
      `https://hashdesk.example.com/sheet/${topic}#${sheetFragment(reply.question!)}`.length,
    ).toBeLessThanOrEqual(512);
  });
});

describe('fromFragment()', () => {
  it.each([
    ['a newer', '2', 'reload the page, or ask again.'],
    ['an older', '0', 'ask again for a link.'],
  ])('refuses %s version and says what to do', async (_, version, advice) => {
    expect(await refusalOf(`${version}.abc`)).toBe(
      `This link is of version ${version}, and this sheet knows version 1: ${advice}`,
    );
  });

  it.each([
    ['', 'does not begin with a version'],
    ['#', 'does not begin with a version'],
    ['01.abc', 'does not begin with a version'],
    ['<script>alert(1)</script>', 'does not begin with a version'],
    ['1.%E0%A4%A', 'does not begin with a version'],
    ['1.A', 'cannot be unpacked'],
    ['1.////', 'does not begin with a version'],
    [pack('{"topic":'), 'cannot be read'],
    [pack('null'), 'the question: '],
    [pack('{"__proto__":{"polluted":1}}'), 'cannot be computed with'],
  ])('refuses %s in words', async (fragment, words) => {
    expect(await refusalOf(fragment)).toContain(words);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('refuses a link that is too long, before unpacking it', async () => {
    expect(await refusalOf(`1.${'A'.repeat(MOST_CHARACTERS)}`)).toContain('at most 16,000 are read');
  });

  it('refuses a link that was cut off', async () => {
    const fragment = toFragment(await questionBehind('profit demo'));
    expect(await refusalOf(fragment.slice(0, -20))).toContain('This link was cut off or changed');
  });

  it('refuses what unpacks to more than a question has', async () => {
    expect(await refusalOf(pack(JSON.stringify('x'.repeat(300_000))))).toContain(
      'unpacks to more than 200,000',
    );
  });

  it.each([
    ['priceUsd', (it: SheetQuestion) => (it.market.priceUsd.value = -1), 'priceUsd must be between'],
    [
      'difficulty',
      (it: SheetQuestion) => (it.market.chain.value.difficulty = 0),
      'difficulty must be between',
    ],
    [
      'power price',
      (it: SheetQuestion) => (it.sites[0]!.site.powerPriceUsdPerMwh = 1e9),
      'powerPriceUsdPerMwh',
    ],
    ['fleet', (it: SheetQuestion) => (it.sites[0]!.site.fleet = []), 'fleetItems must be between'],
    ['name', (it: SheetQuestion) => (it.sites[0]!.site.name = ''), 'name must be 1 to 80 characters'],
  ])('refuses a %s out of range in the words of the core', async (_, spoil, words) => {
    const question = await questionBehind('profit demo');
    spoil(question);
    expect(await refusalOf(toFragment(question))).toContain(words);
  });

  it('either refuses any text in words, or reads a question that can be computed with', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.base64String({ maxLength: 300 }).map((text) => `1.${text}`),
      fc.json().map(pack),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect((await refusalOf(text)).length).toBeGreaterThan(20);
      }),
    );
  });

  it('either refuses a link of ours with changed letters in words, or reads a question in range', async () => {
    const fragment = toFragment(await questionBehind('profit demo'));
    const at = fc.integer({ min: 2, max: fragment.length - 1 });
    const letters = fc.stringMatching(/^[\w-]{1,4}$/);
    await fc.assert(
      fc.asyncProperty(at, letters, async (from, other) => {
        try {
          const spoilt = fragment.slice(0, from) + other + fragment.slice(from + other.length);
          readQuestion(await fromFragment(spoilt));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
