/** A number that the project computes, beside what an independent program has computed. */
export interface Comparison {
  name: string;
  computed: number;
  expected: number;
}

const DIGITS = 7;

/** Whether the two agree as far as the expected number is written: to its last decimal, at most to seven digits. */
export function agrees({ computed, expected }: Comparison): boolean {
  const [, decimals = ''] = String(expected).split('.');
  const lastDigit = 10 ** (Math.ceil(Math.log10(Math.abs(expected))) - DIGITS);
  return Math.abs(computed - expected) <= Math.max(10 ** -decimals.length, lastDigit) / 2 + 1e-9;
}
