/** `18 min`, `2.5 h`: for how long prices are known. What was known for a moment is known for more than nothing. */
export const showHours = (hours: number): string =>
  hours < 0.95 ? `${Math.max(1, Math.round(hours * 60))} min` : `${hours.toFixed(1)} h`;
