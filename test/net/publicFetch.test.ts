import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchText } from '../../src/net/http.ts';
import { isPublicAddress, publicFetch, strangersFetch } from '../../src/net/publicFetch.ts';

const four = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
const hextets = (prefix: string, rest: number[]) =>
  [...prefix.split(':'), ...rest.map((one) => one.toString(16))].slice(0, 8).join(':');

describe('isPublicAddress()', () => {
  it.each([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ])('is false in all of %s/%i, in every notation of IPv6 too', (network, prefix) => {
    const start = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    fc.assert(
      fc.property(fc.nat(2 ** (32 - prefix) - 1), (offset) => {
        const address = four(start + offset);
        const [a, b] = [(start + offset) >>> 16, (start + offset) & 0xffff].map((part) => part.toString(16));
        const carried = [`::ffff:${address}`, `64:ff9b::${address}`, `2002:${a}:${b}::1`, `::${address}`];
        for (const one of [address, ...carried]) expect([one, isPublicAddress(one)]).toEqual([one, false]);
      }),
    );
  });

  it.each([
    ['64:ff9b', 'NAT64'],
    ['64:ff9b:1', 'local NAT64'],
    ['100:0:0:0', 'discarded'],
    ['2001:0', 'Teredo'],
    ['2001:2:0', 'benchmarks'],
    ['2001:20', 'ORCHID'],
    ['2001:db8', 'documentation'],
    ['2002', '6to4'],
    ['3fff:0', 'documentation'],
    ['5f00', 'segment routing'],
    ['fc00', 'unique local'],
    ['fd12', 'unique local'],
    ['fe80', 'link-local'],
    ['fec0', 'site-local'],
    ['ff02', 'multicast'],
    ['0:0:0:0:0:ffff', 'mapped'],
  ])('is false in %s (%s)', (prefix) => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), (rest) => {
        const address = hextets(prefix, rest);
        expect([address, isPublicAddress(address)]).toEqual([address, false]);
      }),
    );
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '104.16.0.1',
    '172.32.0.1',
    '2606:4700::1',
    '2a00:1450:4001::200e',
    '2400:cb00::1',
  ])('is true of %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it('is false of what is no address', () => {
    for (const text of ['', 'localhost', '8.8.8', '::g']) expect(isPublicAddress(text)).toBe(false);
  });
});

it('publicFetch() refuses an address inside, a name inside and a name that is none in the same words', async () => {
  const server = createServer((_, response) => response.end('secret'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const hosts = [
    `127.0.0.1:${port}`,
    '127.0.0.1:9',
    `localhost:${port}`,
    '[2002:7f00:1::1]',
    'no-such-name.invalid',
  ];
  const said = hosts.map((host) =>
    fetchText({ fetch: publicFetch, url: `http://${host}/`, now: () => 0 }).catch(({ reason }) => reason),
  );
  expect(new Set(await Promise.all(said))).toEqual(new Set(['cannot be reached from here']));
});

it.each([
  [204, 'HTTP/1.1 204 No Content', ''],
  [304, 'HTTP/1.1 304 Not Modified', 'HTTP 304'],
  [999, 'HTTP/1.1 999 What', 'connection failed'],
  [600, 'HTTP/1.1 600 What', 'connection failed'],
])(
  'strangersFetch() lives on when a server answers %i, which no Response can hold',
  async (_, line, said) => {
    const server = createTcpServer((socket) => socket.end(`${line}\r\nContent-Length: 0\r\n\r\n`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const fetch = strangersFetch({ isPublic: () => true });
    expect(await fetchText({ fetch, url, now: () => 0 }).catch(({ reason }) => reason)).toBe(said);
  },
);
