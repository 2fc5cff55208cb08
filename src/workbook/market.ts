import type { InputName } from './inputs.ts';

/** What a PH/s earns in a day, from where the inputs stand: as `hashprice` of the calculation core. */
export function hashpriceFormulas(input: (name: InputName) => string) {
  const reward = `(${input('subsidy')}+${input('fees')})`;
  const btcPerPhDay = `(${reward}*86400*1E15/(${input('difficulty')}*4294967296))`;
  return {
    btcPerPhDay,
    usdPerPhDay: `(${btcPerPhDay}*${input('price')})`,
    /** A PPS pool keeps the fees of transactions. */
    paidShare: `IF(${input('scheme')}="PPS",${input('subsidy')}/${reward},1)`,
  };
}
