import { z } from 'zod';
import type { DomainRule } from '../domain-rule';
import { ruleOf } from '../domain-rule';
import type { SettingsDocument } from '../settings-document';

const ROUTE = '/policies/b2bManagementPolicies';
const policySchema = z.object({
  id: z.string(),
  displayName: z.string().optional(),
  definition: z.array(z.string()),
  isOrganizationDefault: z.boolean().nullish(),
});
const listSchema = z.object({ value: z.array(policySchema) });

const listsSchema = z.looseObject({
  AllowedDomains: z.array(z.string()).nullish(),
  BlockedDomains: z.array(z.string()).nullish(),
});
/** Text inside text: the list stands in a JSON string, beside keys that are none of our business. */
const definitionSchema = z.looseObject({
  B2BManagementPolicy: z.looseObject({ InvitationsAllowedAndBlockedDomainsPolicy: listsSchema.nullish() }),
});
type Definition = z.output<typeof definitionSchema>;
const EMPTY: Definition = { B2BManagementPolicy: {} };

/** Microsoft's own sample uses single quotes inside. */
const parse = (text: string | undefined): Definition => {
  if (text === undefined || text.trim() === '') return EMPTY;
  try {
    return definitionSchema.parse(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return definitionSchema.parse(JSON.parse(text.replaceAll("'", '"')));
  }
};

/**
 * From which domains guests may be invited: one list, allow or block. Only the beta of Graph has it.
 * https://learn.microsoft.com/graph/api/resources/b2bmanagementpolicy
 */
export const collaborationDomainsPolicy: SettingsDocument = {
  service: 'graph',
  async read({ graph }) {
    const { value, requestId } = await graph.call('GET', ROUTE, ROUTE, {
      schema: listSchema,
      version: 'beta',
    });
    const base = value.value.find(({ isOrganizationDefault }) => isOrganizationDefault) ?? value.value[0];
    const lists = parse(base?.definition[0]).B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy;
    const rule: DomainRule = lists?.AllowedDomains?.length
      ? { kind: 'allowThese', domains: lists.AllowedDomains }
      : lists?.BlockedDomains?.length
        ? { kind: 'blockThese', domains: lists.BlockedDomains }
        : { kind: 'allowAll' };
    return { values: { domains: rule }, base, ...(requestId && { requestId }) };
  },

  async write({ graph }, { domains }, { base }) {
    const policy = base === undefined ? undefined : policySchema.parse(base);
    const definition = parse(policy?.definition[0]);
    const rule = ruleOf(domains);
    const InvitationsAllowedAndBlockedDomainsPolicy = {
      ...definition.B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy,
      AllowedDomains: rule.kind === 'allowThese' ? rule.domains : [],
      BlockedDomains: rule.kind === 'blockThese' ? rule.domains : [],
    };
    const changed = {
      ...definition,
      B2BManagementPolicy: { ...definition.B2BManagementPolicy, InvitationsAllowedAndBlockedDomainsPolicy },
    };
    const body = {
      displayName: policy?.displayName ?? 'B2BManagementPolicy',
      definition: [JSON.stringify(changed)],
      isOrganizationDefault: true,
    };
    const { requestId } = policy
      ? await graph.call('PATCH', `${ROUTE}/{id}`, `${ROUTE}/${policy.id}`, {
          schema: z.unknown(),
          version: 'beta',
          body,
        })
      : await graph.call('POST', ROUTE, ROUTE, { schema: z.unknown(), version: 'beta', body });
    return requestId;
  },
};
