import type { ZodObject } from 'zod';
import { ok, type Answer } from '../answers';
import { accepts, changesNothing } from '../graph-types';
import { teamsTypes, type TeamsType } from '../teams-types';
import type { Endpoint, Tenant } from './service';

const BASE = '/Skype.Policy/configurations';
const WRITERS = ['Teams Administrator', 'Global Administrator'];
const READERS = [...WRITERS, 'Teams Reader', 'Global Reader'];

/** The service's own words for a value it cannot read. */
const badValue = (message: string): Answer => ({ status: 400, body: { Message: message } });
const REFUSALS: Readonly<Record<Tenant['file']['quirks']['teamsAdminRefusesWith'], Answer>> = {
  403: {
    status: 403,
    body: { error: { code: '40301', message: 'The caller is not allowed to use this configuration.' } },
  },
  404: { status: 404, body: { Message: 'The configuration was not found.' } },
  500: { status: 500, body: { Message: 'An error has occurred.' } },
  nonsense: { status: 200, body: [] },
};

/** The Teams administration service, which no Graph call replaces: organisation-wide configurations. */
export function teamsAdmin({ file, state, switches, judge }: Tenant): Endpoint[] {
  const { quirks } = file;
  const refused = (): Answer => REFUSALS[quirks.teamsAdminRefusesWith];

  function shown(type: TeamsType): Record<string, unknown> {
    const values: Record<string, unknown> = { ...state.teams[type] };
    if (type === 'TeamsClientConfiguration') values['AllowGuestUser'] = switches.stored('AllowGuestUser');
    if (type === 'TenantFederationSettings') {
      values['AllowedDomains'] = spelled(values['AllowedDomains']);
      values['BlockedDomains'] = named(values['BlockedDomains']);
    }
    return { Identity: 'Global', ConfigId: 'Global', ConfigMetadata: { Authority: 'Tenant' }, ...values };
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
    const { Identity, AllowGuestUser, ...rest } = (body ?? {}) as Record<string, unknown>;
    const isClient = type === 'TeamsClientConfiguration';
    const isBad =
      (Identity !== undefined && Identity !== 'Global') ||
      (AllowGuestUser !== undefined && (!isClient || typeof AllowGuestUser !== 'boolean')) ||
      !accepts(teamsTypes[type] as ZodObject, rest);
    if (isBad) return badValue('The request body could not be converted to a configuration.');
    const wanted = { ...rest, ...(AllowGuestUser !== undefined && { AllowGuestUser }) };
    if (changesNothing(shown(type), wanted)) judge.fault(`needless write of ${type}`);
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
