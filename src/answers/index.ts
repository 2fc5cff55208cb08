/** The pieces that answers are made of, shared by commands and by whatever else says the same things. */
export { allSitesAnswer } from './allSites.ts';
export { assumptionList } from './assumptionList.ts';
export { assumptionCalled, nearestAssumptions, readAssumptions } from './assumptionText.ts';
export { changesTable, rowBefore } from './changes.ts';
export { delaySteps, sensitivitySteps, splitSteps } from './comparisonSteps.ts';
export { conversionParameters, withConversion } from './conversionInputs.ts';
export { dealTable, medianTable } from './dealTables.ts';
export { halvingFigures, halvingSteps } from './halvingBlocks.ts';
export { hashpriceChange } from './hashpriceChange.ts';
export { hashpriceSteps, marketInputs } from './hashpriceSteps.ts';
export { marketFrame, marketRemarks } from './marketFrame.ts';
export { type MarketView, viewAt, viewMarket } from './marketView.ts';
export { monthAnswer } from './monthAnswer.ts';
export { type KnownMonth, knownMonths } from './monthMeans.ts';
export { networkHashrates } from './networkHashrates.ts';
export { offerSteps } from './offerSteps.ts';
export { pivotAnswer } from './pivotAnswer.ts';
export * from './pivotAsked.ts';
export { assumptionFigure, type Pen, penFor, tableOf } from './pivotFigures.ts';
export { pivotVerdict } from './pivotVerdict.ts';
export { retargetFigures, retargetSentence, retargetSteps } from './retargetBlocks.ts';
export { siteAnswer } from './siteAnswer.ts';
export { type About, aboutParameters, sitesAsked } from './siteAsked.ts';
export { costBlocks } from './siteCosts.ts';
export { addForm, editForms, fleetForm, siteLine } from './siteForms.ts';
export { describedSite, fleetOf, SITE_DEFAULTS, siteParameters, withInputs } from './siteInputs.ts';
export { defaultsNote, siteNotes, toneOf, verdict } from './siteNotes.ts';
export { losingNotes, outlookOf } from './siteOutlook.ts';
export {
  changedTo,
  inputFigure,
  questionAbout,
  type SiteCase,
  type SiteQuestion,
  siteCase,
  siteFigure,
  siteInputs as siteInputNames,
  titleOf,
} from './siteQuestion.ts';
export { recordBlocks, savedSite } from './siteRecord.ts';
export { siteSteps } from './siteSteps.ts';
export { breakevenTable, classTable, figuresBlock } from './siteTables.ts';
