/** One assumption, as the tables hold it. */
export type Row = readonly [
  label: string,
  value: number,
  unit: string,
  min: number,
  max: number,
  source: string,
  date: string,
];
