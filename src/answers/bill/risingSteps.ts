/** How a MWh counts of a tariff whose energy hasRisingSteps(). */
export const RISING_STEPS =
  'its energy, whose steps rise, counts by the lower of the last step reached and the mean of all; what leaving the top step would save is not in it';
