import {
  authorize,
  isKeyDemanded,
  type Demand,
  type Authenticator,
  type Presented,
} from '../../../src/access/authorize';
import { authorizePerson } from '../../../src/access/authorize-person';
import { speakerOf, voiceOf, type Caller } from '../../../src/access/caller';
import { createRateLimit } from '../../../src/access/rate-limit';
import { readToken } from '../../../src/access/signed-token';
import { signatureHeaders } from '../../../src/callbacks/signature';
import { tableMessageMemory } from '../../../src/store/messages/table-received-messages';
import { openTables } from '../../../src/store/tables/tables';
import { namelessAs, SECRETS, signedInAs } from '../../support/callers/callers';
import { newStorage } from '../../support/storage';

const HOME = '11111111-2222-3333-4444-555555555555';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const URL = 'https://gastvrij.example/api/enablements';
const HERE = 'http://127.0.0.1:7071/api/enablements';
const NOW = new Date();
const tables = openTables({ connectionString: newStorage() });

const doorWith = (more: Partial<Authenticator> = {}): Authenticator => ({
  easyAuth: false,
  signInTenants: [HOME],
  developmentSignIn: false,
  clientSecrets: { servicenow: SECRETS },
  clientTenants: {},
  roleTenants: {},
  keysMayApprove: false,
  statusTokenSecret: SECRET,
  messages: tableMessageMemory(tables, HOME),
  now: () => NOW,
  ...more,
});
const SIGN_IN = doorWith({ easyAuth: true });
const DEVELOPMENT = doorWith({ developmentSignIn: true, developmentKey: 'local-key' });
const FOREIGN = { origin: 'https://evil.example' };

const presented = (headers: Record<string, string> = {}, more: Partial<Presented> = {}): Presented => ({
  method: 'POST',
  url: URL,
  headers: new Headers(headers),
  body: '{}',
  ...more,
});
const asks = (access: Demand['access'], more: Partial<Demand> = {}): Demand => ({
  access,
  isRepeatable: false,
  ...more,
});
const signedBy = (id: string, body = '{}') => signatureHeaders([SECRETS[0] ?? ''], id, new Date(), body);
const cookie = 'gastvrij-development=Ada:Requester';

describe('who comes in to a call', () => {
  it.each<[string, Authenticator, Presented, Demand, object]>([
    ['anybody, where anybody may', doorWith(), presented(), asks('anyone'), anonymous()],
    ['whoever holds a key', doorWith(), presented({ 'x-functions-key': 'k' }), asks(['Requester']), a('key')],
    [
      'nobody by a key where people sign in',
      SIGN_IN,
      presented({ 'x-functions-key': 'k' }),
      asks(['Reader']),
      unknown(),
    ],
    [
      'whoever is signed in',
      SIGN_IN,
      presented(signedInAs('ada', 'Requester')),
      asks(['Requester']),
      a('person'),
    ],
    [
      'whoever has one of the roles',
      SIGN_IN,
      presented(signedInAs('ada', 'Reader')),
      asks(['Operator', 'Reader']),
      a('person'),
    ],
    [
      'nobody without a role',
      SIGN_IN,
      presented(signedInAs('ada', 'Reader')),
      asks(['Approver']),
      { kind: 'missingRole', caller: { name: 'ada' } },
    ],
    [
      'nobody whose sign-in names none',
      SIGN_IN,
      presented({ 'x-ms-client-principal': '%%%' }),
      asks(['Reader']),
      unknown(),
    ],
    ['nobody who is not signed in', SIGN_IN, presented(), asks(['Reader']), unknown()],
    [
      'nobody by a sign-in that the platform did not check',
      doorWith(),
      presented(signedInAs('ada', 'Approver')),
      asks(['Approver']),
      { kind: 'missingRole', caller: { kind: 'key' } },
    ],
    [
      'no person sent by another site',
      SIGN_IN,
      presented({ ...signedInAs('ada', 'Reader'), ...FOREIGN }),
      asks(['Reader']),
      { kind: 'fromAnotherSite' },
    ],
    [
      'a person who only looks, also from another site',
      SIGN_IN,
      presented({ ...signedInAs('ada', 'Reader'), ...FOREIGN }, { method: 'GET' }),
      asks(['Reader']),
      a('person'),
    ],
    [
      'a machine that says where it comes from',
      doorWith(),
      presented({ 'x-functions-key': 'k', ...FOREIGN }),
      asks(['Reader']),
      a('key'),
    ],
    [
      'a client by its signature',
      doorWith(),
      presented(signedBy('one')),
      asks(['Reader']),
      {
        kind: 'admitted',
        caller: { name: 'client servicenow' },
        message: { client: 'servicenow', id: 'one' },
      },
    ],
    [
      'nobody by a wrong signature, not even with a sign-in',
      SIGN_IN,
      presented({ ...signedInAs('ada', 'Reader'), ...signedBy('two', 'else') }),
      asks(['Reader']),
      unknown(),
    ],
    [
      'a developer on this machine',
      DEVELOPMENT,
      presented({ cookie }, { url: HERE }),
      asks(['Requester']),
      a('person'),
    ],
    ['no developer from elsewhere', DEVELOPMENT, presented({ cookie }), asks(['Requester']), unknown()],
    [
      'the key of this machine beside a development sign-in',
      DEVELOPMENT,
      presented({ 'x-functions-key': 'local-key' }, { url: HERE }),
      asks(['Requester']),
      a('key'),
    ],
    [
      'the key of this machine in the address',
      DEVELOPMENT,
      presented({}, { url: `${HERE}?code=local-key` }),
      asks(['Requester']),
      a('key'),
    ],
    [
      'no key of as many characters',
      DEVELOPMENT,
      presented({ 'x-functions-key': 'LOCAL-KEY' }, { url: HERE }),
      asks(['Requester']),
      unknown(),
    ],
    [
      'no longer key',
      DEVELOPMENT,
      presented({ 'x-functions-key': 'local-key2' }, { url: HERE }),
      asks(['Requester']),
      unknown(),
    ],
    [
      'no key of this machine through a tunnel',
      DEVELOPMENT,
      presented({ 'x-functions-key': 'local-key' }),
      asks(['Requester']),
      unknown(),
    ],
    [
      'nobody without a key, where none is set',
      { ...DEVELOPMENT, developmentKey: '' },
      presented({ 'x-functions-key': '' }, { url: HERE }),
      asks(['Requester']),
      unknown(),
    ],
    [
      'nobody by a key, where none is left',
      doorWith({ developmentSignIn: true }),
      presented({ 'x-functions-key': 'k' }, { url: HERE }),
      asks(['Requester']),
      unknown(),
    ],
  ])('is %s', async (_, authenticator, message, demand, entry) => {
    expect(await authorize(authenticator, message, demand)).toMatchObject(entry);
  });

  it('is anonymous where anybody may, whatever else is presented', async () => {
    const entry = await authorize(SIGN_IN, presented(signedInAs('ada', 'Reader')), asks('anyone'));
    expect(entry).toEqual({
      kind: 'admitted',
      caller: { kind: 'anonymous', name: 'anonymous', alsoKnownAs: [], roles: [], callerId: 'anonymous' },
    });
  });

  it.each([
    [asks(['Reader']), doorWith(), true],
    [asks('anyone'), doorWith(), false],
    [asks('tokenHolder'), doorWith(), false],
    [asks(['Reader']), SIGN_IN, false],
    [asks(['Reader']), DEVELOPMENT, false],
  ])('is asked for a key by the host where only keys open: %#', ({ access }, authenticator, isDemanded) => {
    expect(isKeyDemanded(authenticator, access)).toBe(isDemanded);
  });
});

describe('a signed message', () => {
  it('is taken once, and again only where that comes to the same', async () => {
    const [authenticator, message] = [doorWith(), presented(signedBy('once'))];
    expect(await authorize(authenticator, message, asks(['Reader']))).toMatchObject({ kind: 'admitted' });
    expect(await authorize(authenticator, message, asks(['Reader']))).toEqual({ kind: 'repeated' });
    const again = await authorize(authenticator, message, asks(['Reader'], { isRepeatable: true }));
    expect(again).toMatchObject({ kind: 'admitted', message: { id: 'once' } });
    const anew = await authorize(authenticator, presented(signedBy('another')), asks(['Reader']));
    expect(anew).toMatchObject({ kind: 'admitted' });
  });

  it('is taken for what it was sent for, and nowhere else, also where nothing came of it', async () => {
    const authenticator = doorWith();
    const sentTo = (path: string, method = 'POST') =>
      authorize(
        authenticator,
        presented(signedBy('bound'), { method, url: `https://gastvrij.example/api${path}` }),
        asks(['Reader'], { isRepeatable: true }),
      );
    expect(await sentTo('/enablements')).toMatchObject({ message: { isFirst: true } });
    expect(await sentTo('/Enablements/?code=k')).toMatchObject({ message: { isFirst: false } });
    for (const [path, method] of [['/enablements/en-1/undo'], ['/enablements', 'PUT']] as const)
      expect(await sentTo(path, method)).toEqual({ kind: 'repeated' });
    await authenticator.messages.release({ client: 'servicenow', id: 'bound' });
    expect(await sentTo('/enablements/en-1/undo')).toEqual({ kind: 'repeated' });
    expect(await sentTo('/enablements')).toMatchObject({ message: { isFirst: true } });
  });

  it('of which nothing came is taken anew by one of those who send it again at once', async () => {
    const { messages } = doorWith();
    const [message, take] = [
      { client: 'servicenow', id: 'freed' },
      () => messages.remember({ client: 'servicenow', id: 'freed' }, 'POST /x', NOW),
    ];
    expect(await take()).toBe('new');
    await messages.release(message);
    const taken = await Promise.all(Array.from({ length: 6 }, take));
    expect(taken.filter((one) => one === 'new')).toHaveLength(1);
  });
});

describe('the address of a run with its token', () => {
  const token = readToken(SECRET, 'en-1', NOW.toISOString());
  const entryOf = (run: Demand['run'], now = NOW) =>
    authorize(doorWith({ now: () => now }), presented(), asks('tokenHolder', run && { run }));

  it('lets in to that run, in its name', async () => {
    const caller = { kind: 'anonymous', name: 'run en-1', alsoKnownAs: [], roles: [], callerId: 'run en-1' };
    expect(await entryOf({ id: 'en-1', token })).toEqual({ kind: 'admitted', caller });
  });

  it.each([
    ['is hidden from whoever has the token of another', { id: 'en-2', token }, 'hidden'],
    ['is nothing without a token', { id: 'en-1', token: undefined }, 'unknown'],
    ['is nothing without a run', undefined, 'unknown'],
  ])('%s', async (_, run, kind) => {
    expect(await entryOf(run)).toEqual({ kind });
  });

  it('is out of date after sixty days', async () => {
    const late = new Date(NOW.getTime() + 60 * 86_400_000);
    expect(await entryOf({ id: 'en-1', token }, late)).toEqual({ kind: 'expired' });
  });
});

describe('who comes in to a page', () => {
  const enter = (authenticator: Authenticator, message: Presented) =>
    authorizePerson(authenticator, message, ['Reader']);

  it.each<[string, Authenticator, Presented, object]>([
    [
      'is nobody where nobody can sign in',
      doorWith(),
      presented({ 'x-functions-key': 'k' }),
      { kind: 'noSignIn' },
    ],
    ['is whoever is signed in', SIGN_IN, presented(namelessAs('ada', 'Reader')), a('person')],
    [
      'is a developer on this machine',
      DEVELOPMENT,
      presented({ cookie: 'gastvrij-development=Ada:Reader' }, { url: HERE }),
      a('person'),
    ],
    ['is no client, however well it signs', SIGN_IN, presented(signedBy('page')), unknown()],
    ['is no key', DEVELOPMENT, presented({ 'x-functions-key': 'local-key' }, { url: HERE }), unknown()],
    ['is nobody who is not signed in', SIGN_IN, presented(), unknown()],
    [
      'is nobody without the role',
      SIGN_IN,
      presented(signedInAs('ada', 'Operator')),
      { kind: 'missingRole' },
    ],
    [
      'is nobody another site sends, not even to sign in',
      SIGN_IN,
      presented(FOREIGN),
      { kind: 'fromAnotherSite' },
    ],
    [
      'is whoever follows a link from another site',
      SIGN_IN,
      presented({ ...signedInAs('ada', 'Reader'), ...FOREIGN }, { method: 'GET' }),
      a('person'),
    ],
  ])('%s', async (_, authenticator, message, entry) => {
    expect(await enter(authenticator, message)).toMatchObject(entry);
  });
});

describe('a caller in the records', () => {
  const of = (kind: Caller['kind'], more: Partial<Caller> = {}): Caller => ({
    kind,
    name: 'Ada',
    alsoKnownAs: [],
    roles: [],
    callerId: 'c-1',
    ...more,
  });

  it('is a machine through which somebody speaks, or a person who speaks for himself', () => {
    expect(voiceOf(of('client', { identity: 'client:a' }))).toEqual({ through: 'Ada', byId: 'client:a' });
    expect(voiceOf(of('key'))).toEqual({ through: 'Ada' });
    expect(voiceOf(of('person', { identity: 'person:h/o' }))).toEqual({ byId: 'person:h/o' });
  });

  it('has its name, but for a key, which has none', () => {
    expect(speakerOf(of('client'))).toBe('Ada');
    expect(speakerOf(of('key'))).toBe('somebody with a key');
  });
});

describe('the budget of a caller', () => {
  it('is spent call by call, one for asking and one for looking, and says how long to wait', async () => {
    const limit = createRateLimit({ requests: 2, reads: 1 });
    expect([await limit('requests', 'a'), await limit('requests', 'a')]).toEqual([undefined, undefined]);
    const wait = await limit('requests', 'a');
    expect(wait).toBeGreaterThan(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await limit('reads', 'a')).toBeUndefined();
    expect(await limit('reads', 'a')).toBeGreaterThan(1);
    expect(await limit('requests', 'b')).toBeUndefined();
  });
});

function a(kind: Caller['kind']): object {
  return { kind: 'admitted', caller: { kind } };
}
function anonymous(): object {
  return { kind: 'admitted', caller: { kind: 'anonymous' } };
}
function unknown(): object {
  return { kind: 'unknown' };
}
