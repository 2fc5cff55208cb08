import { signal } from '@preact/signals';
import type { Figure } from '../src/chat/reply.ts';
import { fixed, money, usd } from '../src/chat/show/numerals.ts';
import { HOURS_PER_MONTH, hashpriceUnits, powerPriceUnits } from '../src/economics/index.ts';
import { isLease } from '../src/sheet/question.ts';
import { payoutOf } from './knobs.ts';
import { question } from './state.ts';

/** A unit that figures may be shown in; `size` says how many of the figure's own unit it is. */
interface ShownUnit {
  label: string;
  size: () => number;
  write: (value: number) => string;
}

const one = () => 1;
const unit = (label: string, size: ShownUnit['size'], show: (value: number) => string): ShownUnit => ({
  label,
  size,
  write: (value) => `${show(value)}${label}`,
});
const dollars = (digits: number) => (value: number) => usd(value, digits);
const { 'USD/TH/day': perTh, 'USD/EH/day': perEh } = hashpriceUnits;

/** By the unit of a figure, which is the first of each. */
export const shownUnits = {
  'USD/day': [
    unit('/day', one, money),
    unit('/month', () => 24 / HOURS_PER_MONTH, money),
    unit('/year', () => 1 / 365, money),
  ],
  'USD/MWh': [
    unit('/MWh', one, dollars(2)),
    unit(
      '¢/kWh',
      () => powerPriceUnits['cents/kWh'],
      (value) => fixed(value, 3),
    ),
    unit('/kWh', () => powerPriceUnits['USD/kWh'], dollars(5)),
  ],
  'USD/PH/day': [
    unit('/PH/day', one, dollars(2)),
    unit('/TH/day', () => perTh, dollars(5)),
    unit('/EH/day', () => perEh, dollars(0)),
    unit(' sats/TH/day', usdPerSatsPerTh, (value) => fixed(value, 2)),
  ],
} satisfies Record<string, ShownUnit[]>;
type Switched = keyof typeof shownUnits;

/** USD per PH/s per day of one sat per TH/s per day, at the market's price. */
function usdPerSatsPerTh(): number {
  const { usdPerPhDay, satsPerThDay } = payoutOf(question.value);
  return usdPerPhDay / satsPerThDay;
}

const KEPT = 'hashdesk-units';

/** What this reader wants to see: of each unit, the place of the one that is shown for it. */
export const chosen = signal<Partial<Record<string, number>>>(remembered());

/** A page opened from a disk, or without storage, begins with the figures' own units. */
function remembered(): Partial<Record<string, number>> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

export function choose(of: Switched, place: number): void {
  chosen.value = { ...chosen.value, [of]: place };
  try {
    localStorage.setItem(KEPT, JSON.stringify(chosen.value));
  } catch {
    // The choice holds as long as the page is open.
  }
}

/**
 * A figure can be shown in another unit where its text names its own: elsewhere the head of its column does. A scenario
 * has a price of bitcoin of its own, so nothing of it is told in sats.
 */
export function switchable({ unit, text }: Pick<Figure, 'unit' | 'text'>): readonly ShownUnit[] {
  const units: readonly ShownUnit[] = Object.hasOwn(shownUnits, unit) ? shownUnits[unit as Switched] : [];
  if (!text.endsWith(units[0]?.label ?? ' ')) return [];
  const { topic } = question.value;
  return topic === 'whatif' || isLease(topic) ? units.filter(({ size }) => size !== usdPerSatsPerTh) : units;
}

/** The text of a figure, in the unit that is chosen for it. */
export function shownText(figure: Pick<Figure, 'unit' | 'text' | 'value'>): string {
  const place = chosen.value[figure.unit] ?? 0;
  const to = place === 0 ? undefined : switchable(figure)[place];
  return to === undefined ? figure.text : to.write(figure.value / to.size());
}
