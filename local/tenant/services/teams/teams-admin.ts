import { isDeepStrictEqual } from 'node:util';
import type { ZodObject } from 'zod';
import { ok, type Answer } from '../../answers';
import { accepts, changesNothing } from '../../settings/graph-types';
import { teamsTypes, type TeamsType } from '../../settings/teams-types';
import type { Endpoint, Tenant } from '../service';

const BASE = '/Skype.Policy/configurations';
const WRITERS = ['Teams Administrator', 'Global Administrator'];
const READERS = [...WRITERS, 'Teams Reader', 'Global Reader'];

/** Opaque to whoever reads it; the service may want it back. */
const KEY = { ScopeClass: 'Global', AuthorityId: { Class: 'Tenant' } };

/** The Teams administration service, which no Graph call replaces: organisation-wide configurations. */
export function teamsAdmin({ file, state, switches, judge }: Tenant): Endpoint[] {
  const { quirks } = file;

  /** Nobody has published what its errors look like; parsers in the wild look for all of these. */
  function error(status: number, code: string, message: string): Answer {
    const usual = status === 403 ? 'nested' : 'message';
    const shape = quirks.teamsAdminErrors === 'reported' ? usual : quirks.teamsAdminErrors;
    if (shape === 'text') return { status, text: message };
    const bodies = {
      nested: { error: { code, message } },
      message: { Message: message },
      flat: { code, message },
    };
    return { status, body: bodies[shape] };
  }
  const badValue = (message: string): Answer => error(400, 'BadRequest', message);
  const refused = (): Answer =>
    ({
      403: error(403, '40301', 'The caller is not allowed to use this configuration.'),
      404: error(404, 'NotFound', 'The configuration was not found.'),
      500: error(500, 'InternalServerError', 'An error has occurred.'),
      nonsense: { status: 200, body: [] },
    })[quirks.teamsAdminRefusesWith];

  function shown(type: TeamsType): Record<string, unknown> {
    const values: Record<string, unknown> = { ...state.teams[type] };
    if (type === 'TeamsClientConfiguration') Object.assign(values, guestAccess());
    if (type === 'TenantFederationSettings') {
      values['AllowedDomains'] = spelled(values['AllowedDomains']);
      values['BlockedDomains'] = named(values['BlockedDomains']);
    }
    const key = quirks.teamsAdminWantsKey ? { Key: KEY } : {};
    return {
      Identity: 'Global',
      ...key,
      ConfigId: 'Global',
      ConfigMetadata: { Authority: 'Tenant' },
      ...values,
    };
  }

  function guestAccess(): Record<string, unknown> {
    const isUnset = !switches.wasSet('AllowGuestUser') && switches.stored('AllowGuestUser') === true;
    if (isUnset && quirks.guestAccessUnset === 'absent') return {};
    if (isUnset && quirks.guestAccessUnset === 'null') return { AllowGuestUser: null };
    return { AllowGuestUser: switches.read('AllowGuestUser') };
  }

  /** Readers have met four spellings of "every domain". */
  function spelled(stored: unknown): unknown {
    if (typeof stored === 'object' && stored !== null && 'AllowedDomain' in stored)
      return { AllowedDomain: named(stored.AllowedDomain) };
    return { empty: {}, null: null, text: 'AllowAllKnownDomains', member: { AllowAllKnownDomains: {} } }[
      quirks.allowAllDomains
    ];
  }

  const named = (domains: unknown): unknown =>
    quirks.domainsAsText && Array.isArray(domains)
      ? (domains as { Domain: string }[]).map(({ Domain }) => Domain)
      : domains;

  function write(type: TeamsType, body: unknown): Answer {
    const nothing = Object.entries(body ?? {}).find(([, value]) => value === null);
    if (nothing)
      return badValue(`Error converting value {null} to type 'System.Boolean'. Path '${nothing[0]}'.`);
    const { Identity, Key, AllowGuestUser, ...rest } = (body ?? {}) as Record<string, unknown>;
    if (quirks.teamsAdminWantsKey && !isDeepStrictEqual(Key, KEY))
      return badValue('The Key of the configuration is missing.');
    const isClient = type === 'TeamsClientConfiguration';
    const isBad =
      (Identity !== undefined && Identity !== 'Global') ||
      (AllowGuestUser !== undefined && (!isClient || typeof AllowGuestUser !== 'boolean')) ||
      !accepts(teamsTypes[type] as ZodObject, rest);
    if (isBad) return badValue('The request body could not be converted to a configuration.');
    const wanted = { ...rest, ...(AllowGuestUser !== undefined && { AllowGuestUser }) };
    const stored = { ...shown(type), AllowGuestUser: switches.stored('AllowGuestUser') };
    if (changesNothing(stored, wanted)) judge.fault(`needless write of ${type}`);
    Object.assign(state.teams[type], rest);
    if (typeof AllowGuestUser === 'boolean') switches.set('AllowGuestUser', AllowGuestUser);
    return { status: 200 };
  }

  return (Object.keys(teamsTypes) as TeamsType[]).flatMap((type): Endpoint[] => {
    const one = `${BASE}/${type}/configuration/Global`;
    const answer = (): Answer => {
      if (quirks.teamsAdminRefuses === 'everything') return refused();
      return ok(quirks.teamsAdminAnswersLists ? [shown(type)] : shown(type));
    };
    return [
      { method: 'GET', route: one, anyOf: READERS, answer },
      { method: 'GET', route: `${BASE}/${type}`, anyOf: READERS, answer: () => ok([shown(type)]) },
      {
        method: 'PUT',
        route: one,
        anyOf: WRITERS,
        answer: ({ body }) => (quirks.teamsAdminRefuses === 'nothing' ? write(type, body) : refused()),
      },
    ];
  });
}
