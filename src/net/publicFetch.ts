import { lookup as dnsLookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';

/** Addresses that are not on the public internet (IANA special-purpose registries, RFC 6890). */
const notPublic = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  notPublic.ipv4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  notPublic.ipv6.addSubnet(network, prefix, 'ipv6');

/** Whether an address literal is on the public internet; an IPv4 address in the notation of IPv6 counts as itself. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !notPublic.ipv4.check(address, 'ipv4');
  return version === 6 && !notPublic.ipv6.check(address, 'ipv6') && !notPublic.ipv4.check(address, 'ipv6');
}

const refusal = () => Object.assign(new Error('The address is not public'), { code: 'ADDRESS_NOT_PUBLIC' });

/** Checks what the name turns out to be at the moment it is used: a name may change its address between two looks. */
const lookupPublic: LookupFunction = (host, options, callback) => {
  dnsLookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(refusal(), []);
    if (options.all) return callback(null, addresses);
    callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};

/** `fetch` for GET requests to URLs that a stranger names: it connects to public addresses only. */
export const publicFetch: typeof globalThis.fetch = (input, init) => {
  const url = new URL(String(input));
  const literal = url.hostname.replace(/^\[|\]$/gu, '');
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) return Promise.reject(refusal());
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const signal = init?.signal ?? undefined;
  // An agent of its own: a proxy would look the name up itself, in the network it stands in.
  const options = { agent: false, lookup: lookupPublic, ...(signal && { signal }) } as const;
  const sent = request(url, options, (answer) => {
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
    resolve(new Response(body, { status: answer.statusCode ?? 502, headers }));
  });
  sent.on('error', reject);
  sent.end();
  return promise;
};
