import type { Assumptions } from '../case/assumptions.ts';
import { OutOfRangeError } from '../range.ts';

/** What is uncertain, in the order of their shocks. */
export const factorNames = ['btcPrice', 'hashrate', 'power', 'rent', 'gpuPrice'] as const;
const COUNT = factorNames.length;

/**
 * How the five factors move in a month around the path that is assumed. Each is a factor on its assumed level whose
 * mean is 1.
 */
export interface FactorModel {
  /** Standard deviation of a month's logarithm. */
  sigma: Float64Array;
  /** Lower triangle of the Cholesky root of the correlations, by rows of five. */
  root: Float64Array;
}

/** The factor model of a set of assumptions. @throws RangeError when the correlations contradict each other. */
export function factorModel(assumptions: Assumptions): FactorModel {
  const volatilities = [
    assumptions.btcVolatilityPercent,
    assumptions.hashrateVolatilityPercent,
    assumptions.powerVolatilityPercent,
    assumptions.rentVolatilityPercent,
    assumptions.gpuPriceVolatilityPercent,
  ];
  return {
    sigma: Float64Array.from(volatilities, (percent) => percent / 100 / Math.sqrt(12)),
    root: cholesky(correlations(assumptions)),
  };
}

function correlations(assumptions: Assumptions): number[][] {
  const matrix = factorNames.map((_, row) => factorNames.map((_, column) => Number(row === column)));
  const pairs: [number, number, number][] = [
    [0, 1, assumptions.correlationBtcHashrate],
    [0, 4, assumptions.correlationBtcGpu],
    [2, 3, assumptions.correlationPowerRent],
    [3, 4, assumptions.correlationRentGpu],
  ];
  for (const [a, b, correlation] of pairs) {
    matrix[a]![b] = correlation;
    matrix[b]![a] = correlation;
  }
  return matrix;
}

function cholesky(matrix: number[][]): Float64Array {
  const root = new Float64Array(COUNT * COUNT);
  for (let row = 0; row < COUNT; row++) {
    for (let column = 0; column <= row; column++) {
      let left = matrix[row]![column]!;
      for (let k = 0; k < column; k++) left -= root[row * COUNT + k]! * root[column * COUNT + k]!;
      if (row > column) root[row * COUNT + column] = left / root[column * COUNT + column]!;
      else if (left > 1e-9) root[row * COUNT + row] = Math.sqrt(left);
      else throw contradiction(matrix);
    }
  }
  return root;
}

function contradiction(matrix: number[][]): OutOfRangeError {
  const read = [matrix[0]![1], matrix[0]![4], matrix[2]![3], matrix[3]![4]].join(', ');
  return new OutOfRangeError(`The correlations must be of a kind that can hold together, read ${read}`);
}
