/** Puts the value that is `rank` values from the least there, lesser ones before it and greater ones after it (Hoare). */
function select(asked: { values: Values; rank: number; from: number }): void {
  const { values, rank } = asked;
  let { from } = asked;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[(from + to) >> 1]!;
    let low = from;
    let high = to;
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (values[high]! > pivot) high--;
      if (low > high) break;
      const one = values[low]!;
      values[low++] = values[high]!;
      values[high--] = one;
    }
    if (rank <= high) to = high;
    else if (rank >= low) from = low;
    else return;
  }
}

type Values = Float64Array | Float32Array;

/** The values that stand at these ranks, ascending and from 0, when all are sorted. `values` are left in another order. */
export function atRanks({ values, ranks }: { values: Values; ranks: readonly number[] }): number[] {
  let from = 0;
  return ranks.map((rank) => {
    select({ values, rank, from });
    from = rank;
    return values[rank]!;
  });
}
