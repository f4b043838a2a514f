import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export const guid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a GUID');

/**
 * Settings that Graph serves, with the properties we know and what they stand at in a tenant nobody configured. Those
 * by which guests are let in are switches of their own: they take effect in their own time.
 */
export const graphTypes = {
  /** https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
  authorizationPolicy: z.object({
    guestUserRoleId: guid.default('10dae51f-b6af-4016-8d66-8c2a99b929b3'),
    allowedToSignUpEmailBasedSubscriptions: z.boolean().default(true),
    allowEmailVerifiedUsersToJoinOrganization: z.boolean().default(false),
    blockMsolPowerShell: z.boolean().default(false),
  }),
  /** https://learn.microsoft.com/graph/api/resources/sharepointsettings */
  sharePoint: z.strictObject({
    sharingDomainRestrictionMode: z.enum(['none', 'allowList', 'blockList']).default('none'),
    sharingAllowedDomainList: z.array(z.string()).default([]),
    sharingBlockedDomainList: z.array(z.string()).default([]),
    isResharingByExternalUsersEnabled: z.boolean().default(true),
  }),
};

/** Each property given is one the type has, with a value it takes; the others are not needed. */
export function accepts<S extends z.ZodRawShape>(
  type: z.ZodObject<S>,
  given: unknown,
): given is Partial<z.output<z.ZodObject<S>>> {
  const shape: Readonly<Record<string, unknown>> = type.shape;
  return (
    typeof given === 'object' &&
    given !== null &&
    Object.entries(given).every(
      ([name, value]) => (shape[name] as z.ZodType | undefined)?.safeParse(value).success,
    )
  );
}

/** Whether a write would leave everything as it stands: nobody need make it. */
export const changesNothing = (stored: object, given: object): boolean =>
  Object.entries(given).every(([name, value]) =>
    isDeepStrictEqual((stored as Record<string, unknown>)[name], value),
  );
