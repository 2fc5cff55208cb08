/** Numbers that a value is explained by: 1, hashprice, its square, and power, each as a factor on what is assumed. */
export const TERMS = 4;

/** Keeps the equations solvable where all paths are alike. */
const RIDGE = 1e-9;

/** What a value is expected to be in a market, from the coefficients at `at`. */
export function predicted(asked: {
  coefficients: Float64Array;
  at: number;
  hashprice: number;
  power: number;
}): number {
  const { coefficients, at, hashprice, power } = asked;
  return (
    coefficients[at]! +
    coefficients[at + 1]! * hashprice +
    coefficients[at + 2]! * hashprice * hashprice +
    coefficients[at + 3]! * power
  );
}

/** The least squares of values in markets: prepared once for the markets, solved for any values seen in them. */
export function leastSquares({ hashprice, power }: { hashprice: Float64Array; power: Float64Array }) {
  const count = hashprice.length;
  const rows = new Float64Array(count * TERMS);
  for (let path = 0, at = 0; path < count; path++) {
    rows[at++] = 1;
    rows[at++] = hashprice[path]!;
    rows[at++] = hashprice[path]! * hashprice[path]!;
    rows[at++] = power[path]!;
  }
  const normal = Array.from({ length: TERMS }, () => new Float64Array(TERMS));
  for (let path = 0; path < count; path++) {
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < TERMS; j++) normal[i]![j]! += rows[path * TERMS + i]! * rows[path * TERMS + j]!;
    }
  }
  for (let i = 0; i < TERMS; i++) normal[i]![i]! += RIDGE * (normal[i]![i]! + count);
  return (values: Float64Array): Float64Array => {
    const right = new Float64Array(TERMS);
    for (let path = 0; path < count; path++) {
      for (let i = 0; i < TERMS; i++) right[i]! += rows[path * TERMS + i]! * values[path]!;
    }
    return solved(normal, right);
  };
}

/** Gauss's elimination; the matrix is positive definite, so that no pivot is 0. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row, i) => Float64Array.of(...row, right[i]!));
  for (let i = 0; i < TERMS; i++) {
    for (let k = i + 1; k < TERMS; k++) {
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= TERMS; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  const answer = new Float64Array(TERMS);
  for (let i = TERMS - 1; i >= 0; i--) {
    let left = rows[i]![TERMS]!;
    for (let j = i + 1; j < TERMS; j++) left -= rows[i]![j]! * answer[j]!;
    answer[i] = left / rows[i]![i]!;
  }
  return answer;
}
