import { isTimeZone } from './timeZone.ts';

/** A zone as somebody names it: one place's, or letters that are used in several places. */
export type NamedZone = { zone: string } | { places: readonly string[] };

/**
 * Letters and names that people use for zones, with the places whose clock they can mean, as the tz database abbreviates
 * them. Where all places keep one time all year round, one stands for all.
 */
const PLACES: Record<string, readonly string[]> = {
  utc: ['UTC'],
  gmt: ['UTC'],
  eastern: ['America/New_York'],
  et: ['America/New_York'],
  edt: ['America/New_York'],
  central: ['America/Chicago'],
  ct: ['America/Chicago'],
  mountain: ['America/Denver'],
  mt: ['America/Denver'],
  mdt: ['America/Denver'],
  pacific: ['America/Los_Angeles'],
  pt: ['America/Los_Angeles'],
  pdt: ['America/Los_Angeles'],
  alaska: ['America/Anchorage'],
  hawaii: ['Pacific/Honolulu'],
  akst: ['America/Anchorage'],
  akdt: ['America/Anchorage'],
  hst: ['Pacific/Honolulu'],
  brt: ['America/Sao_Paulo'],
  cet: ['Europe/Berlin'],
  cest: ['Europe/Berlin'],
  eet: ['Europe/Helsinki'],
  eest: ['Europe/Helsinki'],
  wet: ['Europe/Lisbon'],
  west: ['Europe/Lisbon'],
  msk: ['Europe/Moscow'],
  pkt: ['Asia/Karachi'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  bdt: ['Asia/Dhaka', 'Asia/Brunei'],
  wib: ['Asia/Jakarta'],
  ict: ['Asia/Bangkok'],
  btt: ['Asia/Thimphu'],
  hkt: ['Asia/Hong_Kong'],
  sgt: ['Asia/Singapore'],
  eat: ['Africa/Nairobi'],
  cat: ['Africa/Maputo'],
  wat: ['Africa/Lagos'],
  est: ['America/New_York', 'America/Panama', 'Australia/Sydney'],
  cst: ['America/Chicago', 'America/Costa_Rica', 'Asia/Shanghai', 'America/Havana'],
  cdt: ['America/Chicago', 'America/Havana'],
  mst: ['America/Denver', 'America/Phoenix'],
  pst: ['America/Los_Angeles', 'Asia/Manila'],
  ast: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  act: ['Australia/Darwin', 'America/Rio_Branco'],
  aet: ['Australia/Sydney', 'Australia/Brisbane'],
  amt: ['America/Manaus', 'Asia/Yerevan'],
  art: ['America/Argentina/Buenos_Aires', 'Africa/Cairo'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  ect: ['America/Guayaquil', 'Europe/Paris'],
  gst: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  nst: ['America/St_Johns', 'Pacific/Auckland'],
  sst: ['Asia/Singapore', 'Pacific/Pago_Pago'],
  adt: ['America/Halifax'],
  ndt: ['America/St_Johns'],
  aedt: ['Australia/Sydney'],
  acdt: ['Australia/Adelaide'],
  awst: ['Australia/Perth'],
  nzst: ['Pacific/Auckland'],
  nzdt: ['Pacific/Auckland'],
  sast: ['Africa/Johannesburg'],
  aest: ['Australia/Sydney', 'Australia/Brisbane'],
  acst: ['Australia/Adelaide', 'Australia/Darwin'],
};

/** What `name` names: an IANA name in any case, or what people say instead. Undefined: nothing that is known. */
export function zoneNamed(name: string): NamedZone | undefined {
  const key = name.toLowerCase();
  const places = Object.hasOwn(PLACES, key) ? PLACES[key]! : [];
  if (places.length > 0) return places.length === 1 ? { zone: places[0]! } : { places };
  // Intl has a place of its own for many letters that it does not tell: AST would be Alaska.
  if (!/\p{L}/u.test(name) || /^[a-z]{1,3}$/iu.test(name) || !isTimeZone(name)) return undefined;
  const same = (one: string) => one.toLowerCase() === key;
  return { zone: Intl.supportedValuesOf('timeZone').find(same) ?? name };
}
