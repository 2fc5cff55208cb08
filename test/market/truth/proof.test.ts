import { describe, expect, it } from 'vitest';
import type { Chain } from '../../../src/market/contract.ts';
import { readHeader } from '../../../src/market/truth/header.ts';
import { type HeaderAt, provingHeights, refuseProof } from '../../../src/market/truth/proof.ts';
import { createChain, retargetPercent } from '../../support/marketServer/chain.ts';
import { EASE, mineChain } from '../../support/marketServer/minedChain.ts';
import { headers } from '../../vectors/headers.ts';

describe('readHeader()', () => {
  it.each(headers)('reads block $height: hash, time, bits', ({ hex, hash, time, bits }) => {
    expect(readHeader(hex)).toMatchObject({ hash, time: Date.parse(time), bits });
  });

  it('links the blocks that follow each other', () => {
    for (const height of [1, 2, 3])
      expect(readHeader(headers[height]!.hex).previousHash).toBe(headers[height - 1]!.hash);
  });

  it('refuses other than 160 hex digits', () => {
    for (const hex of ['', headers[0].hex.slice(1), headers[0].hex.toUpperCase(), `${headers[0].hex}00`])
      expect(() => readHeader(hex)).toThrow(/160 hex digits/);
  });
});

describe('refuseProof()', () => {
  const tipTime = Date.parse('2026-04-20T12:00:00Z');
  const served = createChain({ now: () => tipTime });
  mineChain({ tipHeight: 946_000, tipTime }).serve(served);
  const headerAt = (height: number): HeaderAt => ({
    height,
    hex: served.headerOf(served.hashAt(height)!)!,
  });
  const chain: Chain = {
    height: 946_000,
    tipTime,
    difficulty: served.difficultyAt(946_000),
    periodStartHeight: 945_504,
    periodStartTime: served.timeAt(945_504) * 1000,
    previousRetargetPercent: retargetPercent(served, 946_000),
  };
  const proving = provingHeights(946_000).map(headerAt);
  const refusal = (fields: Partial<Chain>, given = proving, ease = EASE) =>
    refuseProof({ chain: { ...chain, ...fields }, headers: given, ease });

  it('takes linked headers with the work that their bits ask for', () => {
    expect(provingHeights(946_000)).toEqual([
      946_000, 945_999, 945_998, 945_997, 945_996, 945_995, 945_504, 945_503, 943_488,
    ]);
    expect(refusal({})).toBeUndefined();
  });

  it('takes none of them for work on the main network', () => {
    expect(refuseProof({ chain, headers: proving })).toMatch(/has not the work that its bits ask for$/);
  });

  it('refuses a chain that its headers do not tell of', () => {
    expect(refusal({ difficulty: chain.difficulty / 3.9 })).toMatch(/^the difficulty is another/);
    expect(refusal({ tipTime: tipTime + 1_000 })).toMatch(/^the tip has another time/);
    expect(refusal({ periodStartTime: chain.periodStartTime + 1_000 })).toMatch(/^the period began/);
    expect(refusal({ previousRetargetPercent: 0 })).toMatch(/^the last retarget is another/);
  });

  it('refuses headers that are missing, changed, not linked, or of another place', () => {
    expect(refusal({}, proving.slice(1))).toBe('the header of block 946000 is missing');
    const swapped = proving.map(({ height, hex }) => ({
      height,
      hex: height === 945_999 ? headerAt(945_000).hex : hex,
    }));
    expect(refusal({}, swapped)).toMatch(/does not follow block/);
    const later = proving.map(({ height }) => ({
      height,
      hex: headerAt(height === 943_488 ? 943_600 : height).hex,
    }));
    expect(refusal({}, later)).toMatch(/do not follow by the retarget rule$/);
    const easier = proving.map(({ height, hex }) => ({
      height,
      hex: height === 945_504 ? `${hex.slice(0, 144)}ffff001d${hex.slice(152)}` : hex,
    }));
    expect(refusal({}, easier)).toEqual(expect.any(String));
  });
});
