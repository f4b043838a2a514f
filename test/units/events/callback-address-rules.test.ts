import { once } from 'node:events';
import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:net';
import { request } from 'undici';
import { refusalOf } from '../../../src/callbacks/allowed-address';
import { guardedAgent, NotPublic, type Lookup } from '../../../src/callbacks/guarded-agent';
import { isPublic } from '../../../src/callbacks/public-address';

const HOSTS = ['acme.service-now.com', 'prod-03.westeurope.logic.azure.com', 'xn--bcher-kva.example'];
const ALLOWED = { hosts: HOSTS, loopback: ['127.0.0.1:4000'] };

describe('the addresses that may be called back', () => {
  it.each([
    'https://acme.service-now.com/api/now/table/sc_req_item/1',
    'https://ACME.Service-Now.com/upper-case',
    'https://prod-03.westeurope.logic.azure.com:443/workflows/1?sig=x',
    'https://bücher.example/punycode',
    'http://127.0.0.1:4000/local',
  ])('are those with an allowed name: %s', (url) => {
    expect(refusalOf(url, ALLOWED)).toBeUndefined();
  });

  const [host, https, port] = [
    'must be on a host this installation calls back',
    'must begin with https://',
    'must use port 443',
  ];
  const network = 'must name a host, not an address of the network';
  it.each([
    ['no address', 'acme.service-now.com', 'must be an absolute address'],
    ['a suffix that only looks alike', 'https://evilacme.service-now.com/', host],
    ['an allowed name in front of another', 'https://acme.service-now.com.evil.example/', host],
    ['a name below an allowed one', 'https://a.acme.service-now.com/', host],
    ['an allowed name with a trailing dot', 'https://acme.service-now.com./', host],
    ['an allowed name behind a backslash', 'https://evil.example\\@acme.service-now.com/', host],
    [
      'an allowed name as the user',
      'https://acme.service-now.com@evil.example/',
      'must not carry a user or a password',
    ],
    [
      'a user and an allowed name',
      'https://user@acme.service-now.com/',
      'must not carry a user or a password',
    ],
    [
      'a password and an allowed name',
      'https://:secret@acme.service-now.com/',
      'must not carry a user or a password',
    ],
    ['another port', 'https://acme.service-now.com:8443/', port],
    ['no encryption', 'http://acme.service-now.com/', https],
    ['another scheme', 'file:///etc/passwd', https],
    ['a scheme that begins alike', 'httpsx://acme.service-now.com/', https],
    ['another scheme to a place of this machine', 'ftp://127.0.0.1:4000/', https],
    ['a fragment', 'https://acme.service-now.com/#x', 'must not have a fragment'],
    ['another port of this machine', 'http://127.0.0.1:4001/', https],
    ['this machine by name', 'http://localhost:4000/', https],
    ['this machine as IPv6', 'http://[::1]:4000/', https],
    ['IPv6', 'https://[2603:1020:201::1]/', network],
    ['this machine in full width', 'https://１２７.０.０.１/', network],
    ['the metadata service as a number', 'https://2852039166/', network],
    ['the metadata service in octal', 'https://0251.0376.0251.0376/', network],
    ['the metadata service in hexadecimal', 'https://0xa9.0xfe.0xa9.0xfe/', network],
  ])('are none with %s', (_, url, reason) => {
    expect(refusalOf(url, ALLOWED)).toBe(reason);
  });

  it('take a name whose brackets are no address for a name', () => {
    expect(refusalOf('https://acme.service-now.com/[::1]', ALLOWED)).toBeUndefined();
  });
});

describe('the addresses of the public internet', () => {
  it.each(['93.184.216.34', '20.50.2.1', '2603:1020:201::1', '2a01:111:2050::5'])('hold %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.255.255.254'],
    ['nowhere', '0.0.0.0'],
    ['private networks', '10.0.0.1'],
    ['private networks', '172.31.255.255'],
    ['private networks', '192.168.1.1'],
    ['carrier NAT', '100.64.0.1'],
    ['link-local', '169.254.0.1'],
    ['the metadata service', '169.254.169.254'],
    ['the identity endpoint of App Service', '169.254.255.2'],
    ['the platform address of Azure', '168.63.129.16'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['documentation', '203.0.113.7'],
    ['benchmarks', '198.18.0.1'],
    ['reserved space', '240.0.0.1'],
    ['loopback of IPv6', '::1'],
    ['nowhere in IPv6', '::'],
    ['unique local addresses', 'fd00::1'],
    ['link-local of IPv6', 'fe80::1'],
    ['a zone', 'fe80::1%eth0'],
    ['multicast of IPv6', 'ff02::1'],
    ['IPv4 mapped into IPv6', '::ffff:169.254.169.254'],
    ['the old form of it', '::169.254.169.254'],
    ['NAT64', '64:ff9b::a9fe:a9fe'],
    ['local NAT64', '64:ff9b:1::a9fe:a9fe'],
    ['6to4', '2002:a9fe:a9fe::1'],
    ['Teredo', '2001:0:a9fe:a9fe::1'],
    ['documentation of IPv6', '2001:db8::1'],
    ['no address at all', 'localhost'],
  ])('do not hold %s: %s', (_, address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('the guarded way out', () => {
  let connections = 0;
  let port = 0;
  let listener: Server;
  beforeAll(async () => {
    listener = createServer((socket) => {
      connections++;
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
    }).listen(0);
    await once(listener, 'listening');
    port = (listener.address() as { port: number }).port;
  });
  beforeEach(() => (connections = 0));
  afterAll(() => void listener.close());

  /** A name server that gives these answers, one after another, and the last for good. */
  const answering = (...answers: string[][]): Lookup => {
    let asked = 0;
    return (_name, _options, answer) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
      const found: LookupAddress[] = addresses.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      answer(null, found);
    };
  };
  const call = (url: string, lookup: Lookup, loopback: string[] = []): Promise<number> =>
    request(url, { dispatcher: guardedAgent(loopback, lookup) }).then(({ statusCode }) => statusCode);

  it.each([
    ['127.0.0.1'],
    ['2130706433'],
    ['0x7f000001'],
    ['017700000001'],
    ['127.1'],
    ['[::1]'],
    ['[::ffff:127.0.0.1]'],
    ['[0:0:0:0:0:0:0:1]'],
  ])('connects nowhere when asked for loopback, spelt %s', async (host) => {
    await expect(call(`http://${host}:${port}/`, answering(['93.184.216.34']))).rejects.toThrow(NotPublic);
    expect(connections).toBe(0);
  });

  it.each([
    ['169.254.169.254'],
    ['2852039166'],
    ['0xa9fea9fe'],
    ['0251.0376.0251.0376'],
    ['[::ffff:169.254.169.254]'],
    ['[::ffff:a9fe:a9fe]'],
    ['[64:ff9b::169.254.169.254]'],
    ['[2002:a9fe:a9fe::]'],
  ])('connects nowhere when asked for the metadata service, spelt %s', async (host) => {
    await expect(call(`http://${host}/`, answering(['93.184.216.34']))).rejects.toThrow(NotPublic);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['loopback of IPv6', ['::1']],
    ['loopback behind NAT64', ['64:ff9b::7f00:1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['a public and a private address', ['93.184.216.34', '127.0.0.1']],
    ['nothing', []],
  ])('connects nowhere when a name leads to %s', async (_, addresses) => {
    await expect(call(`http://hooks.example:${port}/`, answering(addresses))).rejects.toThrow(NotPublic);
    expect(connections).toBe(0);
  });

  it('connects nowhere when a name that led to the public leads to this machine a moment later', async () => {
    const lookup = answering(['93.184.216.34'], ['127.0.0.1']);
    // Whoever looks first, and connects by name afterwards, is sent here by the second answer.
    const looked = await new Promise<LookupAddress[]>((resolve) =>
      lookup('hooks.example', { all: true }, (_, addresses) => resolve(addresses)),
    );
    expect(looked.every(({ address }) => isPublic(address))).toBe(true);
    await expect(call(`http://hooks.example:${port}/`, lookup)).rejects.toThrow(NotPublic);
    expect(connections).toBe(0);
  });

  it('connects to a place of this machine that is allowed by its very port, and to no other', async () => {
    const allowed = [`127.0.0.1:${port}`];
    expect(await call(`http://127.0.0.1:${port}/`, answering([]), allowed)).toBe(200);
    expect(connections).toBe(1);
    await expect(call(`http://127.0.0.2:${port}/`, answering([]), allowed)).rejects.toThrow(NotPublic);
    await expect(call(`http://hooks.example:${port}/`, answering(['127.0.0.1']), allowed)).rejects.toThrow(
      NotPublic,
    );
    expect(connections).toBe(1);
  });
});
