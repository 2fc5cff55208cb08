/** Made once: a formatter costs more than the rest of an answer. */
const dates = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `31 Jan 2026` */
export const showDay = (time: number): string => dates.format(time);

/** A time beside the present, both in Unix milliseconds: `05:00 UTC` today, `28 Nov 2026 05:00 UTC` on another day. */
export function moment(time: number, now: number): string {
  const [day, today] = [time, now].map((one) => new Date(one).toISOString().slice(0, 10));
  const hour = `${new Date(time).toISOString().slice(11, 16)} UTC`;
  return day === today ? hour : `${showDay(time)} ${hour}`;
}
