/** The pieces that answers are made of, shared by commands and by whatever else says the same things. */

export {
  assumptionCalled,
  nearestAssumptions,
  readAssumptions,
  readAssumptionValue,
} from './assumed/text.ts';
export { billAnswer, changedBillAnswer, refuseUnused } from './bill/answer.ts';
export { changedBill, computeBill, siteDrawKw } from './bill/computed.ts';
export { creditLine, creditsAnswer } from './bill/credits.ts';
export { meterAnswer } from './bill/meter.ts';
export { billMetrics } from './bill/metrics.ts';
export { netPower } from './bill/net.ts';
export { billQuestion } from './bill/question.ts';
export { tariffCard } from './bill/tariffCard.ts';
export { describedTariff, hasTariffInputs, noTariffAnswer, tariffParameters } from './bill/tariffInputs.ts';
export { replayAnswer } from './deals/answer.ts';
export { pastOf, type Replayed, replayAsked, signedDeals } from './deals/replayed.ts';
export {
  type DispatchDay,
  dispatchAnswer,
  dispatchMetrics,
  isWhole,
  knownDay,
  type MeterDay,
  meterDay,
  onMarket,
  peaksAnswer,
  peakWorth,
  planNote,
  planToKeep,
  scoreNote,
  scoresAnswer,
  slotsOf,
  USUAL_STOPS,
} from './dispatch/index.ts';
export { pivotAnswer } from './lease/answer.ts';
export * from './lease/asked.ts';
export { assumptionHere, assumptionList, assumptionValues } from './lease/assumptionList.ts';
export { npvOnPath, pathName, taxWords } from './lease/basis.ts';
export { certaintyParameters } from './lease/choices.ts';
export { delaySteps, sensitivitySteps, splitSteps } from './lease/comparisonSteps.ts';
export {
  alikeDeals,
  dealsHeadline,
  dealTable,
  firstYearRent,
  medianTable,
  rentTable,
} from './lease/dealTables.ts';
export { assumptionFigure, leaseMetrics, type Pen, penFor } from './lease/figures.ts';
export { type Judgement, judgement, type Ruling } from './lease/judgement.ts';
export { type Offered, offerAnswer } from './lease/offer.ts';
export { rentNote } from './lease/rentNote.ts';
export { turningWords } from './lease/turning.ts';
export { capital, conversionParts, openParts, verdictLine, verdictParts } from './lease/verdict.ts';
export { tornadoChart } from './leaseCharts/tornado.ts';
export { changesTable, hashpriceHeadline, rowBefore } from './market/changes.ts';
export { difficultyChart } from './market/difficultyChart.ts';
export { marketFrame, marketRemarks } from './market/frame.ts';
export { halvingFigures, halvingSteps } from './market/halving.ts';
export { halvingChart } from './market/halvingChart.ts';
export { hashpriceChange } from './market/hashpriceChange.ts';
export { hashpriceChart } from './market/hashpriceChart.ts';
export { hashpriceParts } from './market/hashpriceParts.ts';
export { hashpriceSteps, marketInputs } from './market/hashpriceSteps.ts';
export { marketStrip } from './market/marketStrip.ts';
export { monthAnswer } from './market/month.ts';
export { type KnownMonth, knownMonths } from './market/monthMeans.ts';
export { networkHashrates } from './market/networkHashrates.ts';
export { newerFactsNote } from './market/newerFacts.ts';
export { payoutMap } from './market/payoutMap.ts';
export { forecastRecord, retargetFigures, retargetSentence, retargetSteps } from './market/retarget.ts';
export { type MarketView, viewAt, viewMarket } from './market/view.ts';
export { pricedAhead } from './pricing/ahead.ts';
export { atDayPrice } from './pricing/atDay.ts';
export { breakevenLevel, breakevenLevels } from './pricing/breakevenLevels.ts';
export { netNote } from './pricing/netNote.ts';
export type { DaySource } from './pricing/onTariff.ts';
export { allIn, atPlanPrice } from './pricing/plan.ts';
export { isPlanned, powerPriceOf } from './pricing/words.ts';
export { allSitesAnswer, damagedSites } from './site/allSites.ts';
export { ofAllSites, siteAnswer } from './site/answer.ts';
export { type About, aboutParameters, changed, sitesAndMarket } from './site/asked.ts';
export { conversionParameters, givenConversion, withConversion } from './site/conversionInputs.ts';
export { allCostsAnswer, costAnswer, costMetrics } from './site/costAnswer.ts';
export { costBlocks } from './site/costs.ts';
export { addForm, editForms, fleetForm, siteLine } from './site/forms.ts';
export { importPreview, isPlain, leftOut } from './site/importPreview.ts';
export {
  describedSite,
  fleetOf,
  givenFields,
  SITE_DEFAULTS,
  siteParameters,
  withInputs,
} from './site/inputs.ts';
export { marginMap } from './site/marginMap.ts';
export {
  askedNote,
  breakevenHeadline,
  defaultsNote,
  siteHeadline,
  siteNamed,
  siteNotes,
  toneOf,
  verdict,
} from './site/notes.ts';
export { losingNotes, outlookOf } from './site/outlook.ts';
export { powerBases, powerName, powerNote, powerNotes, powerPlanned, powerSentence } from './site/power.ts';
export {
  changedTo,
  costsNotGiven,
  inputFigure,
  inputValue,
  questionAbout,
  type SiteCase,
  type SiteQuestion,
  siteCase,
  siteFigure,
  siteInputs as siteInputNames,
  titleOf,
} from './site/question.ts';
export { recordBlocks, recordTitle, savedSite } from './site/record.ts';
export { siteSteps } from './site/steps.ts';
export { breakevenTable, classTable, figuresBlock } from './site/tables.ts';
export { machinesChart } from './siteCharts/machines.ts';
