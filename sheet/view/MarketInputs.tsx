import { exact } from '../../src/chat/show/numerals.ts';
import { MARKET_RANGES, OutOfRangeError, type Range } from '../../src/economics/index.ts';
import { checkMarket, type SheetMarket } from '../../src/sheet/market.ts';
import { question, unusable } from '../state.ts';

const HERE = 'this sheet';

interface MarketKnob {
  label: string;
  unit: string;
  /** What it may be, in what the core counts with: `size` of that make one of the unit. */
  range: Range;
  size?: number;
  /** Of the slider, in the unit. */
  slide: [min: number, max: number, step: number];
  read: (market: SheetMarket) => number;
  write: (market: SheetMarket, value: number) => SheetMarket;
}

const reading = <T,>(value: T, { now }: SheetMarket) => ({
  value,
  source: HERE,
  observedAt: now,
  state: 'unconfirmed' as const,
});

const knobs: MarketKnob[] = [
  {
    label: 'BTC price',
    unit: '$',
    range: MARKET_RANGES.priceUsd,
    slide: [10_000, 250_000, 500],
    read: ({ priceUsd }) => priceUsd.value,
    write: (market, value) => ({ ...market, priceUsd: reading(value, market) }),
  },
  {
    label: 'Difficulty',
    unit: 'T',
    range: MARKET_RANGES.difficulty,
    size: 1e12,
    slide: [20, 400, 1],
    read: ({ chain }) => chain.value.difficulty / 1e12,
    write: (market, value) => ({
      ...market,
      chain: reading({ ...market.chain.value, difficulty: value * 1e12 }, market),
    }),
  },
  {
    label: 'Fees per block',
    unit: 'BTC',
    range: MARKET_RANGES.feesBtcPerBlock,
    slide: [0, 1, 0.005],
    read: ({ fees }) => fees.value.btcPerBlock,
    write: (market, value) => ({ ...market, fees: reading({ btcPerBlock: value }, market) }),
  },
];

/** The market that the answer is computed in: as it was when it was asked, until it is turned. */
export function MarketInputs() {
  const { market } = question.value;
  return (
    <fieldset>
      <legend>Market</legend>
      {knobs.map((knob) => (
        <MarketField key={knob.label} knob={knob} market={market} />
      ))}
      <small>
        {market.priceUsd.source},{' '}
        {new Date(market.priceUsd.observedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC
      </small>
    </fieldset>
  );
}

function MarketField({ knob, market }: { knob: MarketKnob; market: SheetMarket }) {
  const [min, max, step] = knob.slide;
  const value = Number(knob.read(market).toPrecision(8));
  const id = `market-${knob.label.replaceAll(' ', '-')}`;
  const { [knob.label]: wrong, ...others } = unusable.value;
  const turn = (text: string) => {
    const turned = turnedTo({ knob, market, text });
    unusable.value = turned ? others : { ...others, [knob.label]: text };
    if (turned) question.value = { ...question.value, market: turned };
  };
  return (
    <div class="field">
      <label for={id}>{knob.label}</label>
      <span class="knob">
        <input
          type="range"
          aria-label={`${knob.label}, slider`}
          min={Math.min(min, value)}
          max={Math.max(max, value)}
          step={step}
          value={value}
          onInput={({ currentTarget }) => turn(currentTarget.value)}
        />
        <input
          id={id}
          type="number"
          step="any"
          value={wrong ?? value}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong === undefined ? undefined : `fault-${id}`}
          onInput={({ currentTarget }) => turn(currentTarget.value)}
        />
        <span class="unit">{knob.unit}</span>
      </span>
      {wrong !== undefined && (
        <strong class="fault" id={`fault-${id}`} role="alert">
          {knob.label} must be {acceptedBy(knob)}. The answer still counts with {exact(value)} {knob.unit}.
        </strong>
      )}
    </div>
  );
}

function acceptedBy({ range: { min, max }, size = 1, unit }: MarketKnob): string {
  const [least, most] = [min, max].map((end) =>
    (end / size).toLocaleString('en-US', { maximumFractionDigits: 12 }),
  );
  return `between ${least} and ${most} ${unit}`;
}

/** The market with what was typed; undefined where nothing can be computed with that. */
function turnedTo(asked: { knob: MarketKnob; market: SheetMarket; text: string }): SheetMarket | undefined {
  const { knob, market, text } = asked;
  if (text.trim() === '') return undefined;
  const turned = knob.write(market, Number(text));
  try {
    checkMarket(turned);
    return turned;
  } catch (error) {
    if (error instanceof OutOfRangeError) return undefined;
    throw error;
  }
}
