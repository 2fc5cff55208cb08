import { type Block, type Figure, type Part, type Tone, textOf } from '../../chat/reply.ts';
import { BUILT_IN_DEFAULT, figure } from '../../chat/show/figures.ts';
import { machineEvidence, machineLabel } from '../../economics/index.ts';
import { marketRemarks } from '../market/frame.ts';
import type { MarketView } from '../market/view.ts';
import { meanOf, powerAt } from './power.ts';
import { isSplit } from './priced.ts';
import {
  costsNotGiven,
  inputFigure,
  inputSource,
  type SiteCase,
  type SiteQuestion,
  siteFigure,
  siteInputs,
  THE_QUESTION,
} from './question.ts';

export const toneOf = ({ economics }: SiteCase): Tone => (economics.marginUsdPerDay < 0 ? 'bad' : 'good');

/** What the site earns, in one line: `Demo Prairie (demo) earns $48,900/day, 25.7% of revenue`, and what follows. */
export function siteHeadline({ of, also = [] }: { of: SiteCase; also?: readonly Part[] }): string {
  const { question, economics, subject } = of;
  const share = siteFigure({ of, metric: 'marginPercent' });
  const margin = siteFigure({ of, metric: 'marginUsdPerDay' });
  const given = costsNotGiven(of).length > 0 ? ' on the costs given' : '';
  const { power } = question;
  // A mean of the whole day so far is what a day earns; of a few of its hours it is a basis to be named.
  const partly = power !== undefined && power.hoursKnown < power.hours - 0.05 ? meanOf({ question }) : '';
  const of100: Part[] = [`${given}, `, share, ` of revenue${partly}`];
  const does: Part[] =
    economics.marginUsdPerDay < 0 ? ['loses ', opposite(margin), ...of100] : ['earns ', margin, ...of100];
  return textOf([`${subject}${remarksOn(question)} `, ...does, ...also]);
}

/** Where the site earns nothing, in one line. */
export function breakevenHeadline({ of }: { of: SiteCase }): string {
  const at = (metric: `breakeven${'HashpriceUsdPerPhDay' | 'BtcPriceUsd' | 'PowerPriceUsdPerMwh'}`) =>
    siteFigure({ of, metric });
  return textOf([
    `${of.subject}${remarksOn(of.question)} breaks even at a hashprice of `,
    at('breakevenHashpriceUsdPerPhDay'),
    ' (BTC at ',
    at('breakevenBtcPriceUsd'),
    ')',
    isSplit(of.question) ? ', or at a volumetric price of ' : ', or at power for ',
    at('breakevenPowerPriceUsdPerMwh'),
    isSplit(of.question) ? ', the rest of the bill as is' : '',
    costsNotGiven(of).length > 0 ? ', on the costs given' : ', all cash costs paid',
  ]);
}

/** A loss as the amount that is lost. */
const opposite = ({ text }: Figure): string => text.replace(/^−/u, '');

/** `Demo Prairie (demo)` */
export const siteNamed = (question: SiteQuestion): string => `${question.site.name}${remarksOn(question)}`;

function remarksOn({ demo }: SiteQuestion): string {
  return demo ? ' (demo)' : '';
}

/** How far hashprice is from where the site's money ends, at which hashprice and power price. */
export function verdict({ of, view }: { of: SiteCase; view: MarketView }): Part[] {
  const { question, economics, subject, from, hashprice } = of;
  const powerParts = powerAt({ question, subject, now: view.snapshot.now });
  // Whoever is paid to take power earns without a payout.
  if (economics.breakevenHashpriceUsdPerPhDay < 0)
    return ['With power at ', ...powerParts, ' it earns at any hashprice.'];
  const at: Part[] = [
    // A tariff has two prices and a period to be told: the sentence stays within two lines.
    isSplit(question) ? 'At ' : 'At a hashprice of ',
    figure({ metric: 'hashpriceUsdPerPhDay', value: hashprice.usdPerPhDay, from: view.from.hashprice }),
    ' with power at ',
    ...powerParts,
  ];
  if (economics.marginUsdPerDay >= 0) {
    const room = siteFigure({ of, metric: 'headroomPercent' });
    return [...at, '. Hashprice can fall ', room, ' before it loses money.'];
  }
  const rise = figure({
    metric: 'hashpriceRiseNeededPercent',
    value: (economics.breakevenHashpriceUsdPerPhDay / hashprice.usdPerPhDay - 1) * 100,
    subject,
    from,
  });
  return [...at, '. Hashprice must rise ', rise, ' for it to break even.'];
}

/** What the reader must know about the inputs: what the market dropped, an overdrawn interconnect, defaults. */
export function siteNotes({
  question,
  view,
  of,
}: {
  question: SiteQuestion;
  view: MarketView;
  of: SiteCase;
}): Block[] {
  const now = view.snapshot.now;
  const { interconnectMw } = question.site;
  const notes: Block[] = marketRemarks({ view });
  if (interconnectMw !== undefined && of.economics.powerDrawMw > interconnectMw) {
    const limit = inputFigure({ question, subject: of.subject, input: 'interconnectMw', now })!;
    const draw = siteFigure({ of, metric: 'powerDrawMw' });
    const parts = ['The fleet draws ', draw, ', more than the interconnect of ', limit, '.'];
    notes.push({ kind: 'note', tone: 'warning', parts });
  }
  return [...notes, ...doubtfulMachines(question), ...defaultsNote({ question, now })];
}

/** Names the machines whose figures are in no list, or otherwise in another. */
function doubtfulMachines({ site }: SiteQuestion): Block[] {
  const doubtful = site.fleet
    .map(({ machine }) => ({ name: machineLabel({ machine }), evidence: machineEvidence({ machine }) }))
    .filter(({ evidence }) => /recalled|differ/.test(evidence))
    .map(({ name, evidence }) => `${name} (${evidence})`);
  if (doubtful.length === 0) return [];
  return [{ kind: 'note', tone: 'warning', parts: [`Unverified machine figures: ${doubtful.join(', ')}.`] }];
}

/** Names the inputs that the question itself gave, whether they move what is shown or not; power is in the verdict. */
export function askedNote({ question, now }: { question: SiteQuestion; now: number }): Block[] {
  const figures = siteInputs
    .filter((input) => input !== 'powerPriceUsdPerMwh')
    .map((input) => inputFigure({ question, input, now }))
    .filter((it) => it?.source === THE_QUESTION);
  const { poolScheme, timeZone, earliestEnergisation, retrofit } = question.site;
  const said = {
    poolScheme: `pool scheme ${poolScheme}`,
    timeZone: `time zone ${timeZone}`,
    earliestEnergisation: earliestEnergisation && `all energised in ${earliestEnergisation}`,
    retrofit:
      retrofit === undefined ? undefined : `buildings that a conversion can${retrofit ? '' : 'not'} use`,
  };
  const words = Object.entries(said).flatMap(([field, words]) =>
    words !== undefined && inputSource({ question, field: field as keyof typeof said }) === THE_QUESTION
      ? [words]
      : [],
  );
  const named = [
    ...figures.map((it): Part[] => [`${midSentence(it!.label)} `, it!]),
    ...words.map((it) => [it]),
  ];
  if (named.length === 0) return [];
  const parts = named.flatMap((it, index): Part[] => [index === 0 ? 'As asked: ' : ', ', ...it]);
  return [{ kind: 'note', tone: 'info', parts: [...parts, '.'] }];
}

/** `Pool fee` as it stands within a sentence; `PUE` stays as it is. */
export const midSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;

/** Names the inputs that nobody gave and the defaults that were taken for them. */
export function defaultsNote({ question, now }: { question: SiteQuestion; now: number }): Block[] {
  const figures = siteInputs
    .map((input) => inputFigure({ question, input, now }))
    .filter((it) => it?.source === BUILT_IN_DEFAULT);
  const named = figures.flatMap((it): Part[] => [`${midSentence(it!.label)} `, it!, ', ']).slice(0, -1);
  const scheme = question.defaults.includes('poolScheme') ? [`pool scheme ${question.site.poolScheme}`] : [];
  if (named.length + scheme.length === 0) return [];
  const separator = named.length > 0 && scheme.length > 0 ? [', '] : [];
  const parts: Part[] = ['Not given, so the default was taken: ', ...named, ...separator, ...scheme, '.'];
  return [{ kind: 'note', tone: 'info', parts }];
}
