type At = readonly [number, number];

/** A grid of values: a row for each `y`, a number for each `x`. */
interface Grid {
  x: readonly number[];
  y: readonly number[];
  values: readonly (readonly number[])[];
}

/** Where the value is zero, as pieces of a line: one or two in each cell that it crosses, straight between its sides. */
export function zeroLine({ x, y, values }: Grid): (readonly [At, At])[] {
  const pieces: (readonly [At, At])[] = [];
  for (let row = 0; row + 1 < y.length; row += 1) {
    for (let column = 0; column + 1 < x.length; column += 1) {
      const corner = (right: number, up: number): Corner => ({
        at: [x[column + right]!, y[row + up]!],
        value: values[row + up]?.[column + right] ?? 0,
      });
      const corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
      const crossed = corners.flatMap((one, at) => crossing(one, corners[(at + 1) % 4]!));
      for (let at = 0; at + 1 < crossed.length; at += 2) pieces.push([crossed[at]!, crossed[at + 1]!]);
    }
  }
  return pieces;
}

interface Corner {
  at: At;
  value: number;
}

function crossing(one: Corner, other: Corner): At[] {
  if (one.value < 0 === other.value < 0) return [];
  const share = one.value / (one.value - other.value);
  return [[one.at[0] + share * (other.at[0] - one.at[0]), one.at[1] + share * (other.at[1] - one.at[1])]];
}
