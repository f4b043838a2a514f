import { z } from 'zod';

/** Where the facts are unsure, a tenant can give either answer; what is left out gives the likelier one. */
export const quirks = z
  .strictObject({
    noneStopsApps: z
      .boolean()
      .default(true)
      .describe('whether "none may invite" also refuses an application'),
    inviterPolicyStopsApps: z
      .boolean()
      .default(false)
      .describe('whether "administrators and guest inviters may invite" refuses an application'),
    reservedDomains: z
      .enum(['invited', 'refused'])
      .default('invited')
      .describe('what becomes of an address at example.com, .net or .org'),
    errorCodes: z
      .enum(['given', 'empty'])
      .default('given')
      .describe('whether a refused invitation carries a code'),
    groupRefusal: z
      .enum(['named', 'bare'])
      .default('named')
      .describe('whether a group that refuses a guest says why'),
    labelShowsInGroupSettings: z
      .boolean()
      .default(false)
      .describe('whether the settings of a group show that its label refuses guests'),
    readsLagSeconds: z
      .number()
      .min(0)
      .default(0)
      .describe('for how long after a write a switch still reads as before'),
    binHoldsAddresses: z
      .boolean()
      .default(false)
      .describe('whether the address of a deleted account stays taken until the bin is emptied'),
    blockedDomainStatus: z.union([z.literal(400), z.literal(403)]).default(400),
    domainPolicyPatchStatus: z.union([z.literal(200), z.literal(204)]).default(204),
    domainPolicyInSingleQuotes: z.boolean().default(false),
    teamsAdminAnswersLists: z.boolean().default(false).describe('one configuration comes as a list of one'),
    teamsAdminRefuses: z.enum(['nothing', 'writes', 'everything']).default('nothing'),
    teamsAdminRefusesWith: z
      .union([z.literal(403), z.literal(404), z.literal(500), z.literal('nonsense')])
      .default(403)
      .describe('the status, or an answer in a shape nobody knows'),
    teamsAdminTokens: z
      .boolean()
      .default(true)
      .describe('whether there is a token for the Teams administration service at all'),
    teamsAdminWantsKey: z
      .boolean()
      .default(false)
      .describe('whether a write must repeat the `Key` that a reading shows'),
    teamsAdminErrors: z
      .enum(['reported', 'nested', 'message', 'flat', 'text'])
      .default('reported')
      .describe('the shape of an error of the Teams administration service; `reported`: one for each kind'),
    guestAccessUnset: z
      .enum(['value', 'null', 'absent'])
      .default('value')
      .describe('how the guest access switch reads in a tenant that never set it'),
    allowAllDomains: z
      .enum(['empty', 'null', 'text', 'member'])
      .default('empty')
      .describe('how the service spells "every domain"'),
    subscriptionMinutes: z
      .union([z.literal(4320), z.literal(60)])
      .default(4320)
      .describe('how long a subscription to the members of a team may last'),
    domainsAsText: z.boolean().default(false).describe('domains come as plain text, not as objects'),
    operationsShownToApps: z
      .boolean()
      .default(true)
      .describe('whether an application may see how far Teams is with what it asked for'),
    groupsNotifiedWhileTeamsIsOff: z
      .boolean()
      .default(false)
      .describe('whether Teams lists a guest while its own switch is off'),
  })
  .prefault({})
  .describe('what Microsoft does where nobody knows for sure');
