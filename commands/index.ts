/** The commands in help order. To add one: a file in this folder, and a line here. */
import type { Command } from 'hashdesk';
import access from './access.ts';
import alert from './alert.ts';
import assumptions from './assumptions.ts';
import audit from './audit.ts';
import bill from './bill.ts';
import breakeven from './breakeven.ts';
import comps from './comps.ts';
import cost from './cost.ts';
import credits from './credits.ts';
import delay from './delay.ts';
import difficulty from './difficulty.ts';
import digest from './digest.ts';
import dispatch from './dispatch.ts';
import explain from './explain.ts';
import fees from './fees.ts';
import halving from './halving.ts';
import hashprice from './hashprice.ts';
import help from './help.ts';
import llm from './llm.ts';
import machines from './machines.ts';
import month from './month.ts';
import more from './more.ts';
import offer from './offer.ts';
import outbox from './outbox.ts';
import peaks from './peaks.ts';
import pictures from './pictures.ts';
import pivot from './pivot.ts';
import power from './power.ts';
import profit from './profit.ts';
import quiet from './quiet.ts';
import sensitivity from './sensitivity.ts';
import sheet from './sheet.ts';
import site from './site.ts';
import split from './split.ts';
import status from './status.ts';
import tariff from './tariff.ts';
import token from './token.ts';
import whatif from './whatif.ts';

export const commands: readonly Command[] = [
  profit,
  breakeven,
  cost,
  whatif,
  hashprice,
  fees,
  difficulty,
  halving,
  machines,
  month,
  pivot,
  offer,
  delay,
  split,
  sensitivity,
  comps,
  assumptions,
  site,
  alert,
  power,
  dispatch,
  peaks,
  tariff,
  bill,
  credits,
  quiet,
  digest,
  pictures,
  access,
  token,
  llm,
  audit,
  outbox,
  more,
  explain,
  sheet,
  status,
  help,
];
