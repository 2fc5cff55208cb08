/** Asking Intl is slow, and most of what is kept shares a few zones. */
const known = new Set<string>();

/** Whether there is a time zone of that name: an IANA name such as America/Chicago, in any case. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string') return false;
  if (known.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    known.add(name);
    return true;
  } catch {
    return false;
  }
}
