import { lookup as dnsLookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';

/**
 * Networks that are not on the public internet: the IANA special-purpose registries of IPv4 and IPv6 (RFC 6890 and its
 * updates), multicast, and what carries another address in itself: a 6to4, Teredo or NAT64 address may lead anywhere.
 */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // behind a carrier's NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 3], // multicast, reserved, broadcast
] as const)
  special.ipv4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['2001::', 23], // protocol assignments: Teredo, benchmarks, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
] as const)
  special.ipv6.addSubnet(network, prefix, 'ipv6');

/** The only addresses of IPv6 that are handed out to the public internet; NAT64 and mapped ones lie outside. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** Whether an address literal is on the public internet; an IPv4 address in the notation of IPv6 is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.ipv4.check(address, 'ipv4');
  return version === 6 && globalUnicast.check(address, 'ipv6') && !special.ipv6.check(address, 'ipv6');
}

/** The code of every refusal. */
export const NOT_REACHABLE = 'NOT_REACHABLE_FROM_HERE';
const refusal = () =>
  Object.assign(new Error('The address cannot be reached from here'), { code: NOT_REACHABLE });

/** Statuses that come without a body. */
const BODILESS = [204, 205, 304];

/**
 * What a server said. Its status is a stranger's word, which `Response` does not take whatever it is. @throws RangeError
 * for a status outside of HTTP's
 */
function responseOf(answer: IncomingMessage): Response {
  const { statusCode: status = 502 } = answer;
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  if (!BODILESS.includes(status))
    return new Response(Readable.toWeb(answer) as ReadableStream<Uint8Array>, { status, headers });
  answer.resume();
  return new Response(null, { status, headers });
}

/** `fetch` for requests to URLs that a stranger names, with a text as body at most: it connects only to addresses that `isPublic` allows. */
export function strangersFetch({
  isPublic,
}: {
  isPublic(address: string): boolean;
}): typeof globalThis.fetch {
  /**
   * Checks what the name turns out to be at the moment it is used: a name may change its address between two looks. A
   * name that does not exist is refused like one that leads inside, so that nobody learns which names there are.
   */
  const lookup: LookupFunction = (host, options, callback) => {
    dnsLookup(host, { ...options, all: true }, (error, addresses) => {
      if (error || !addresses.every(({ address }) => isPublic(address))) return callback(refusal(), []);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
  return (input, init) => {
    const url = new URL(String(input));
    const literal = url.hostname.replace(/^\[|\]$/gu, '');
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    if (isIP(literal) !== 0 && !isPublic(literal)) return Promise.reject(refusal());
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const signal = init?.signal ?? undefined;
    // An agent of its own: a proxy would look the name up itself, in the network it stands in.
    const { method = 'GET', headers, body } = init ?? {};
    const sends = { method, headers: Object.fromEntries(new Headers(headers)) };
    const options = { agent: false, lookup, ...sends, ...(signal && { signal }) } as const;
    const sent = request(url, options, (answer) => {
      // What is thrown here would be caught by nobody, and end the process.
      try {
        resolve(responseOf(answer));
      } catch (error) {
        answer.destroy();
        reject(error);
      }
    });
    sent.on('error', reject);
    sent.end(typeof body === 'string' ? body : undefined);
    return promise;
  };
}

/** `fetch` that connects to public addresses only. */
export const publicFetch = strangersFetch({ isPublic: isPublicAddress });
