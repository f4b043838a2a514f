/** What to do about an error, or about something a person saw. */
export const symptomAdvice = {
  'do.anotherAddress': 'Use a mailbox outside all your domains.',
  'do.askPartner': 'Ask the partner’s administrator.',
  'do.resend': 'Resend the invitation, and have the guest look for mail from invites@microsoft.com.',
  'do.letInvite':
    'Let Gastvrij or a Guest Inviter invite, or request guest access and have a second person approve it.',
  'do.inviterReports':
    'Reports differ on whether an application may invite while only Guest Inviters may: have a Guest Inviter invite the guest, or request with the profile selfService.',
  'do.inAnHour': 'Try again in an hour; after two hours, check who may invite.',
  'do.askOutbound': 'Ask the partner’s administrator about their outbound settings (E-6).',
  'do.checkInbound': 'Check the inbound settings of this tenant for that organisation (E-5).',
  'do.removeDomains': 'Remove domains or organisations that are no longer needed.',
  'do.needLicence': 'People in your own domains need a licence here, not an invitation.',
  'do.nameDomain':
    'Enter the domain in the request, or add it under Entra > External collaboration settings > Collaboration restrictions.',
  'do.clearAddress': 'Or remove what uses the address.',
  'do.clearAddressDeleted': 'Or remove what uses the address, also from the deleted items.',
  'do.restoreAccount': 'Restore that account: Restore-MgDirectoryDeletedItem -DirectoryObjectId <id>.',
  'do.deleteForGood': 'Or delete it permanently; deleted accounts are removed after 30 days.',
  'do.accountMustExist': 'The account must exist there first.',
  'do.checkListed': 'Do not add the guest again; check whether Teams lists the guest.',
  'do.inTwoMinutes': 'Try again in a minute or two.',
  'do.checkInOrder': 'Check the settings in that order.',
  'do.grantInspected':
    'Grant what the inspection lists, wait a few minutes for a new token, and request again.',
  'do.addMember':
    'Add a member of the tenant in the same way: if that works, it is the limit for applications.',
  'do.newCanary':
    'Remove the test team from the tenant settings or the configuration, create a new one with POST /api/canary, and request again.',
  'do.waitListed': 'Wait: a guest who joins by the group is listed in Teams within a day or two.',
  'do.changedT1': 'Was T-1 changed in the last day? Then wait. Otherwise check the label of the team.',
  'do.changedAny': 'Was one of them changed in the last day? Then wait.',
  'do.gatedWay':
    'Have Gastvrij or a Guest Inviter create the guest; team owners then add people who are in the directory.',
  'do.ownerDecides': 'The owner of the team, or the owner of the labels, decides.',
  'do.removeOldUser':
    'Remove the old account: Remove-SPOUser -Site <site> -LoginName <guest>; then add the guest again.',
  'do.alignLevels': 'Use the same level for both; add the guest to a private channel separately.',
  'do.accessReviews':
    'Check the access reviews and lifecycle rules for guests; exempt this guest, or accept it.',
  'do.invitedAccount': 'Have the guest sign in with the account that was invited.',
  'do.askConditionalAccess': 'Ask the owner of Conditional Access which policy applied to this sign-in.',
  'do.trustMfa': 'Trust multifactor authentication of that organisation in the cross-tenant access settings.',
  'do.takeOver': 'The partner must take over its tenant before its users can be guests.',
  'do.askLicences': 'Ask the partner whether they have paid licences, then whether they allow your domain.',
  'do.typeAddress': 'Enter the full address in the search box.',
};
