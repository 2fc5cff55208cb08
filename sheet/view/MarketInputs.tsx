import { useSignal } from '@preact/signals';
import { exact } from '../../src/chat/show/numerals.ts';
import { OutOfRangeError } from '../../src/economics/index.ts';
import { checkMarket, type SheetMarket } from '../../src/sheet/market.ts';
import { question } from '../state.ts';

const HERE = 'this sheet';

interface MarketKnob {
  label: string;
  unit: string;
  /** What it must be, in words. */
  accepted: string;
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
    accepted: 'between 0.0001 and 1,000,000,000 $',
    slide: [10_000, 250_000, 500],
    read: ({ priceUsd }) => priceUsd.value,
    write: (market, value) => ({ ...market, priceUsd: reading(value, market) }),
  },
  {
    label: 'Difficulty',
    unit: 'T',
    accepted: 'above 0 T',
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
    accepted: 'between 0 and 1,000 BTC',
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
  const refused = useSignal<{ text: string; market: SheetMarket } | undefined>(undefined);
  // Whatever else sets the market shows here what it says.
  const wrong = refused.value?.market === market ? refused.value : undefined;
  const turn = (text: string) => {
    const turned = turnedTo({ knob, market, text });
    refused.value = turned ? undefined : { text, market };
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
          value={wrong?.text ?? value}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong && `fault-${id}`}
          onInput={({ currentTarget }) => turn(currentTarget.value)}
        />
        <span class="unit">{knob.unit}</span>
      </span>
      {wrong && (
        <strong class="fault" id={`fault-${id}`} role="alert">
          {knob.label} must be {knob.accepted}. The answer still counts with {exact(value)} {knob.unit}.
        </strong>
      )}
    </div>
  );
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
