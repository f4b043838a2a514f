import { z } from 'zod';
import { badRequest, created, noContent, notFound, ok } from '../../answers';
import type { Endpoint, Tenant } from '../service';

const ROUTE = '/policies/b2bManagementPolicies';
const READ = ['Policy.Read.B2BManagementPolicy', 'Policy.ReadWrite.B2BManagementPolicy'];
const WRITE = ['Policy.ReadWrite.B2BManagementPolicy'];
const LONGEST = 25 * 1024;

/** Both names are documented as required. https://learn.microsoft.com/graph/api/b2bmanagementpolicy-update */
const policy = z.strictObject({
  displayName: z.string(),
  description: z.string(),
  definition: z.tuple([z.string()]),
  isOrganizationDefault: z.boolean(),
});
const definition = z.strictObject({
  B2BManagementPolicy: z.looseObject({
    InvitationsAllowedAndBlockedDomainsPolicy: z.strictObject({
      AllowedDomains: z.array(z.string()).default([]),
      BlockedDomains: z.array(z.string()).default([]),
    }),
  }),
});

/** Only in the beta of Graph. https://learn.microsoft.com/graph/api/resources/b2bmanagementpolicy */
export function collaborationDomains({ file, state, switches, judge, newId }: Tenant): Endpoint[] {
  function shown() {
    const { allowed, blocked } = switches.read('collaborationDomains') as Record<string, string[]>;
    const text = JSON.stringify({
      B2BManagementPolicy: {
        InvitationsAllowedAndBlockedDomainsPolicy: { AllowedDomains: allowed, BlockedDomains: blocked },
        ...state.domainPolicy?.siblings,
      },
    });
    return {
      id: state.domainPolicy?.id,
      displayName: 'B2BManagementPolicy',
      definition: [file.quirks.domainPolicyInSingleQuotes ? text.replaceAll('"', "'") : text],
      isOrganizationDefault: true,
    };
  }

  /** The whole definition is replaced: what a caller leaves out is gone. */
  function take(body: unknown): string | undefined {
    const parsed = policy.safeParse(body);
    if (!parsed.success) return 'The policy is not valid.';
    const [text] = parsed.data.definition;
    if (text.length > LONGEST) return 'Failure to update policy due to object limit.';
    const lists = definition.safeParse(safeJson(text));
    if (!lists.success) return 'The definition of the policy is not valid.';
    const { InvitationsAllowedAndBlockedDomainsPolicy: domains, ...siblings } =
      lists.data.B2BManagementPolicy;
    const { AllowedDomains: allowed, BlockedDomains: blocked } = domains;
    if (allowed.length > 0 && blocked.length > 0) return 'Only one of the two lists can hold domains.';
    const before = JSON.stringify(state.domainPolicy?.siblings ?? {});
    if (state.domainPolicy !== null && JSON.stringify(siblings) !== before)
      judge.fault('the policy of domains lost or changed what stands beside the domains');
    switches.set('collaborationDomains', { allowed, blocked });
    state.domainPolicy = { id: state.domainPolicy?.id ?? newId(), siblings };
    return undefined;
  }

  return [
    {
      method: 'GET',
      route: ROUTE,
      version: 'beta',
      anyOf: READ,
      answer: () => ok({ value: state.domainPolicy === null ? [] : [shown()] }),
    },
    {
      method: 'POST',
      route: ROUTE,
      version: 'beta',
      anyOf: WRITE,
      answer({ body }) {
        if (state.domainPolicy !== null) return badRequest('A policy of this type exists already.');
        const refused = take(body);
        return refused === undefined ? created(shown()) : badRequest(refused);
      },
    },
    {
      method: 'PATCH',
      route: `${ROUTE}/{id}`,
      version: 'beta',
      anyOf: WRITE,
      answer({ ids: [id = ''], body }) {
        if (id !== state.domainPolicy?.id) return notFound(id);
        const refused = take(body);
        if (refused !== undefined) return badRequest(refused);
        return file.quirks.domainPolicyPatchStatus === 200 ? ok(shown()) : noContent;
      },
    },
  ];
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
