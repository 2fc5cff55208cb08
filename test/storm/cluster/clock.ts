// Loaded before everything else in a replica: its clock is ahead by so many milliseconds, or behind.
const aheadMs = Number(new URL(import.meta.url).searchParams.get('ms'));
const { now } = Date;

class ShiftedDate extends Date {
  constructor(...given: ConstructorParameters<typeof Date> | []) {
    super(...((given.length === 0 ? [now() + aheadMs] : given) as ConstructorParameters<typeof Date>));
  }
  static override now = () => now() + aheadMs;
}

globalThis.Date = ShiftedDate as DateConstructor;
