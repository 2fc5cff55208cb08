import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreePrice, type Quote } from '../../../src/market/truth/price.ts';

const quotes = (prices: Record<string, number>): Quote[] =>
  Object.entries(prices).map(([source, priceUsd]) => ({ source, priceUsd }));

describe('agreePrice', () => {
  it('is undefined without quotes', () => {
    expect(agreePrice([])).toBeUndefined();
  });

  it('is the median of those within 1 %', () => {
    const agreed = agreePrice(quotes({ Coinbase: 91_000, Kraken: 91_100, Bitstamp: 91_050, Gemini: 91_200 }));
    expect(agreed).toEqual({
      priceUsd: 91_075,
      confirmed: true,
      sources: ['Coinbase', 'Kraken', 'Bitstamp', 'Gemini'],
      dropped: [],
    });
  });

  it('drops and names the one that is 20 % off', () => {
    const agreed = agreePrice(
      quotes({ Coinbase: 90_000, Kraken: 108_000, Bitstamp: 90_100, Gemini: 89_900 }),
    );
    expect(agreed).toMatchObject({
      priceUsd: 90_000,
      confirmed: true,
      sources: ['Coinbase', 'Bitstamp', 'Gemini'],
    });
    expect(agreed!.dropped).toEqual([
      { source: 'Kraken', reason: '$108,000 is 20.0% above the price that the others agree on' },
    ]);
  });

  it('is unconfirmed from one source', () => {
    expect(agreePrice(quotes({ Kraken: 90_000 }))).toEqual({
      priceUsd: 90_000,
      confirmed: false,
      sources: ['Kraken'],
      dropped: [],
      doubt: { why: 'Kraken alone answered', said: 'Kraken $90,000' },
    });
  });

  it('is unconfirmed when no two agree', () => {
    const agreed = agreePrice(quotes({ Coinbase: 90_000, Kraken: 95_000 }));
    expect(agreed).toMatchObject({ priceUsd: 92_500, confirmed: false });
    expect(agreed!.doubt!.why).toBe('sources disagree (Coinbase $90,000, Kraken $95,000)');
  });

  it('is unconfirmed when two equally large groups disagree', () => {
    const agreed = agreePrice(quotes({ Coinbase: 90_000, Kraken: 95_000, Bitstamp: 90_100, Gemini: 95_100 }));
    expect(agreed).toMatchObject({ priceUsd: 92_550, confirmed: false });
  });

  it('agrees at 1 % and not beyond', () => {
    expect(agreePrice(quotes({ Coinbase: 100_000, Kraken: 101_000 }))!.confirmed).toBe(true);
    expect(agreePrice(quotes({ Coinbase: 100_000, Kraken: 101_001 }))!.confirmed).toBe(false);
  });

  it('prefers the tighter of two groups that share a quote', () => {
    const agreed = agreePrice(quotes({ Coinbase: 100_000, Kraken: 100_300, Bitstamp: 101_200 }));
    expect(agreed).toMatchObject({ priceUsd: 100_150, sources: ['Coinbase', 'Kraken'] });
  });

  it('does not depend on the order of the quotes, and stays between them', () => {
    const price = fc.integer({ min: 100, max: 200_000 });
    fc.assert(
      fc.property(fc.array(price, { minLength: 1, maxLength: 6 }), fc.nat(), (prices, turn) => {
        const given = prices.map((priceUsd, at) => ({ source: `S${at}`, priceUsd }));
        const turned = given.map((_, at) => given[(at + turn) % given.length]!);
        const [one, other] = [agreePrice(given)!, agreePrice(turned)!];
        expect(other.priceUsd).toBe(one.priceUsd);
        expect(other.confirmed).toBe(one.confirmed);
        expect(one.priceUsd).toBeGreaterThanOrEqual(Math.min(...prices));
        expect(one.priceUsd).toBeLessThanOrEqual(Math.max(...prices));
      }),
    );
  });

  it('is confirmed at one price by all whatever that price is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 100_000_000 }), (priceUsd) => {
        expect(agreePrice(quotes({ A: priceUsd, B: priceUsd }))).toMatchObject({ priceUsd, confirmed: true });
      }),
    );
  });
});
