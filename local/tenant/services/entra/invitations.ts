import { z } from 'zod';
import { badRequest, created, graphError, withoutCode } from '../../answers';
import { crossTenantOf, letsOrganisationIn } from '../../settings/cross-tenant-access';
import type { User } from '../../tenant-state';
import { externalNameOf, isKnownBy } from './addresses';
import type { Endpoint, Tenant } from '../service';

const invitation = z.strictObject({
  invitedUserEmailAddress: z.string(),
  inviteRedirectUrl: z.string(),
  invitedUserDisplayName: z.string().optional(),
  sendInvitationMessage: z.boolean().optional(),
  invitedUserType: z.enum(['Guest', 'Member']).optional(),
});

/** Characters the service refuses in an address. https://learn.microsoft.com/graph/api/resources/invitation */
const FORBIDDEN = /[~!#$%^&*()+=[\]{}\\/|;:"<>?,\s]/;
const RESERVED = ['example.com', 'example.net', 'example.org'];

const BLOCKED_BY_CROSS_TENANT =
  'This invitation is blocked by cross-tenant access settings. Admins in both organizations must configure cross-tenant access settings to allow the invitation.';

/** https://learn.microsoft.com/entra/external-id/troubleshoot */
const THEIR_REFUSALS = {
  outbound: BLOCKED_BY_CROSS_TENANT,
  otherClouds: 'The Microsoft B2B Cross Cloud Worker application has been disabled in the user’s tenant.',
  selfMadeAccounts: 'EmailVerified users are not allowed in the organization of the invited user.',
  unknownPeople: 'The user could not be found in the federated domain.',
} as const;

/** https://learn.microsoft.com/graph/api/invitation-post */
export function invitations({ file, state, switches, clock, newId }: Tenant): Endpoint[] {
  /** An account that is there keeps its id, its name and its state: nothing in the answer tells it from a new one. */
  function invite(mail: string, displayName = mail.split('@')[0] ?? mail): User {
    const known = state.users.find((user) => isKnownBy(user, mail));
    if (known) return known;
    const now = clock.now();
    const user: User = {
      id: newId(),
      mail,
      displayName,
      userType: 'Guest',
      externalUserState: 'PendingAcceptance',
      userPrincipalName: `${externalNameOf(mail)}@${file.verifiedDomains.at(-1)}`,
      proxyAddresses: [`SMTP:${mail}`],
      otherMails: [mail],
      // The directory keeps whole seconds.
      createdDateTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
      visibleFrom: now + file.freshObjectSeconds * 1000,
    };
    state.users.push(user);
    state.madeByInvitation.push(user.id);
    return user;
  }

  function refusal(mail: string) {
    const [local = '', domain = ''] = mail.split('@');
    if (FORBIDDEN.test(mail) || local === '' || !domain.includes('.') || /^[.-]|[.-]$/.test(local))
      return badRequest(
        'The invited user email address is invalid: InvitationCreationFailureInvalidPropertyValue.',
      );
    const { noneStopsApps, inviterPolicyStopsApps, reservedDomains } = file.quirks;
    if (RESERVED.includes(domain) && reservedDomains === 'refused')
      return badRequest('The invited user email address is invalid: its domain is reserved.');
    const from = switches.effective('allowInvitesFrom');
    const isStopped =
      (from === 'none' && noneStopsApps) || (from === 'adminsAndGuestInviters' && inviterPolicyStopsApps);
    if (isStopped) {
      return graphError(
        403,
        'Forbidden',
        'Guest invitations not allowed for your company. Contact your company administrator for more details.',
      );
    }
    if (file.verifiedDomains.includes(domain))
      return badRequest(
        "This user cannot be invited because the domain of the user's email address is a verified domain of this directory.",
      );
    const { allowed, blocked } = switches.effective('collaborationDomains') as Record<string, string[]>;
    const isListed = (list: string[] = []): boolean => list.some((one) => one.toLowerCase() === domain);
    if (isListed(blocked) || (allowed !== undefined && allowed.length > 0 && !isListed(allowed)))
      return graphError(
        file.quirks.blockedDomainStatus,
        'Request_BadRequest',
        'The invitation is not allowed: the domain of the address is not permitted by the policy of this directory.',
      );
    const organisation = file.organisations.find((one) => one.domain === domain);
    const theirs = organisation?.refuses && THEIR_REFUSALS[organisation.refuses];
    if (theirs !== undefined) return graphError(403, 'Forbidden', theirs);
    if (
      organisation &&
      !letsOrganisationIn(crossTenantOf(switches.effective('crossTenantAccess')), organisation.tenantId)
    )
      return graphError(403, 'Forbidden', BLOCKED_BY_CROSS_TENANT);
    const known = state.users.find((user) => isKnownBy(user, mail));
    if (known?.userType === 'Member')
      return badRequest(
        `The invited user already exists in the directory as object ID: ${known.id}. They can use that account to sign in to shared apps and resources.`,
      );
    const isInBin = state.deleted.some((user) => isKnownBy(user, mail));
    if (file.quirks.binHoldsAddresses && isInBin)
      return badRequest('The invited user already exists in the directory.');
    if (file.contacts.some((address) => address.toLowerCase() === mail))
      return badRequest('Non-external user already exists: another object has the same proxy address.');
    return undefined;
  }

  return [
    {
      method: 'POST',
      route: '/invitations',
      anyOf: ['User.Invite.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
      answer({ body }) {
        const parsed = invitation.safeParse(body);
        if (!parsed.success)
          return badRequest('Invalid invitation: a property is missing, unknown or of another type.');
        const mail = parsed.data.invitedUserEmailAddress.toLowerCase();
        const refused = refusal(mail);
        if (refused) return file.quirks.errorCodes === 'given' ? refused : withoutCode(refused);
        const user = invite(mail, parsed.data.invitedUserDisplayName);
        state.invitations++;
        return created({
          id: newId(),
          // Another ticket each time; the one before stops working.
          inviteRedeemUrl: `https://login.microsoftonline.com/redeem?rd=${newId()}`,
          invitedUserDisplayName: user.displayName,
          invitedUserType: 'Guest',
          invitedUserEmailAddress: mail,
          sendInvitationMessage: parsed.data.sendInvitationMessage ?? false,
          resetRedemption: false,
          inviteRedirectUrl: parsed.data.inviteRedirectUrl,
          status: 'PendingAcceptance',
          invitedUserMessageInfo: { messageLanguage: null, ccRecipients: [], customizedMessageBody: null },
          invitedUser: { id: user.id, userPrincipalName: user.userPrincipalName },
        });
      },
    },
  ];
}
