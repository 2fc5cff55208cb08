import { UserError } from '../../common/errors.ts';
import {
  type Machine,
  machineLabel,
  modeSteps,
  OutOfRangeError,
  type PowerMode,
} from '../../economics/index.ts';
import type { SiteCase } from '../site/question.ts';

/** What is run or stopped as one: a class of machines, or one of its steps from mode to mode. */
export interface DispatchUnit {
  label: string;
  strikeUsdPerMwh: number;
  /** At the meter when all of it runs. */
  powerDrawMw: number;
}

/** A mode that somebody typed for a machine of the site. */
export interface TypedMode {
  machine: Machine;
  mode: PowerMode;
}

/** What a machine runs in as it is rated. */
const RATED = 'full';

/** The classes of a site, those with typed modes as their steps. @throws UserError for a machine that it does not have */
export function unitsOf({ of, modes }: { of: SiteCase; modes: readonly TypedMode[] }): DispatchUnit[] {
  const { classes } = of.economics;
  const labels = classes.map(({ machine }) => machineLabel({ machine }));
  for (const { machine, mode } of modes) {
    const label = machineLabel({ machine });
    if (!labels.includes(label))
      throw refused(`${of.question.site.name} has no ${label}: it has ${[...new Set(labels)].join(', ')}.`);
    const alike = modes.filter((one) => machineLabel(one) === label && one.mode.name === mode.name);
    if (mode.name === RATED || alike.length > 1)
      throw refused(
        `A mode of ${label} needs a name of its own; ${RATED} is as it is rated. Read ${mode.name}.`,
      );
  }
  return classes.flatMap((one, at) => {
    const label = labels[at]!;
    const strikeUsdPerMwh = one.breakevenPowerPriceUsdPerMwh;
    const own = modes.filter(({ machine }) => machineLabel({ machine }) === label).map(({ mode }) => mode);
    if (own.length === 0) return [{ label, strikeUsdPerMwh, powerDrawMw: one.powerDrawMw }];
    const { hashrateThPerS } = one.machine;
    const rated = { name: RATED, hashrateThPerS, powerW: hashrateThPerS * one.efficiencyJPerTh };
    const addersUsdPerMwh = of.question.site.otherOperatingUsdPerMwh ?? 0;
    return stepsOf({ rated, modes: own, strikeUsdPerMwh, addersUsdPerMwh }).map((step) => ({
      label: `${label} ${step.name}`,
      strikeUsdPerMwh: step.strikeUsdPerMwh,
      powerDrawMw: (one.powerDrawMw * step.powerW) / rated.powerW,
    }));
  });
}

/** @throws UserError where a mode is best at no price, and where its figures cannot be one's */
function stepsOf(given: Parameters<typeof modeSteps>[0]) {
  const steps = stepsOrRefusal(given);
  const never = given.modes.find(({ name }) => steps.every((step) => step.name !== name));
  if (never === undefined) return steps;
  throw refused(
    `${never.name} at ${never.hashrateThPerS} TH/s and ${never.powerW} W is best at no price: off or another mode earns as much with less power. Is one of the two mistyped?`,
  );
}

function stepsOrRefusal(given: Parameters<typeof modeSteps>[0]) {
  try {
    return modeSteps(given);
  } catch (error) {
    throw error instanceof OutOfRangeError ? refused(`${error.message}.`) : error;
  }
}

const refused = (message: string): UserError => new UserError(message, { parameter: 'mode' });
