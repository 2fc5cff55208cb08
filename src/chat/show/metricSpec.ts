/** What a metric is called, its unit, and how its value is written, rounded once. */
export interface MetricSpec {
  label: string;
  unit: string;
  show(value: number): string;
}
