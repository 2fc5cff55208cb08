type Ends = readonly [number, number];

/** Straight from values to places: the ends of the domain to those of the range, and on beyond them. */
export function linear({ domain, range }: { domain: Ends; range: Ends }): (value: number) => number {
  const [[low, high], [from, to]] = [domain, range];
  return (value) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return from * (1 - share) + to * share;
  };
}
