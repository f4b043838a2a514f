import type { Said, Setting, Wording } from '../said';

/** What a try with the test guest showed. */
export const tries = {
  'try.refused': ({ what, reason }: { what: Said; reason: string }, { say }: Wording) =>
    `${say(what)} (${reason}).`,
  'try.refusedLacking': ({ what, missing }: { what: Said; missing: string }, { say }: Wording) =>
    `${say(what)}: the app lacks ${missing}.`,
  'try.addressUnread': 'Microsoft Entra does not show who uses the address',
  'try.invitationRefused': 'Microsoft Entra refuses the invitation',
  'try.groupRefuses': 'The group refuses the guest',
  'try.rosterRefused': 'Teams does not show the team members',
  'try.invited': 'Microsoft Entra accepted the invitation of the test guest.',
  'try.invitedAgain': 'Second check: Microsoft Entra still accepts the invitation of the test guest.',
  'try.notVisible': 'The new account is not visible everywhere yet.',
  'try.inGroup': 'The test guest is a member of the group of the test team.',
  'try.reported': 'Teams reports that the test guest joined the test team.',
  'try.waitsForReport': 'Waiting for Teams to report the test guest.',
  'try.waitsReading':
    'Waiting for Teams to list the test guest. Teams cannot reach this app, so the team members are read from time to time.',
  'try.listed': 'Teams lists the test guest.',
  'try.listedAgain': 'Second check: Teams still lists the test guest.',
  'try.notListed': 'Teams does not list the test guest yet.',
  'try.renewed': 'Renewed the subscription to the test team.',
  'try.watchGone':
    'The subscription to the test team is gone, and Microsoft Graph does not grant another one.',
  'try.watchRemade': 'The subscription to the test team was gone; created a new one.',
  'try.throttled': ({ until }: { until: string }, { moment }: Wording) =>
    `Microsoft is throttling requests until ${moment(until)}.`,
  'try.stillThrottled': 'Microsoft is still throttling requests; the time limit has passed.',
  'try.setManually': ({ ids }: { ids: readonly string[] }) => `${ids.join(', ')} was set manually.`,
  'try.allAsRequested': 'Read all settings again: all are as requested.',
  'try.readAgain': ({ settings }: { settings: readonly Said[] }, { say }: Wording) =>
    `Read all settings again: ${settings.map(say).join('; ')}.`,
  'try.settingReads': (
    { setting, values }: { setting: Setting; values: readonly Said[] },
    wording: Wording,
  ) => `${wording.setting(setting)} reads ${values.map(wording.say).join(', ')}`,
  'try.settingBlocks': ({ setting }: { setting: Setting }, wording: Wording) =>
    `${wording.setting(setting)} blocks access`,
  'try.settingUnread': ({ setting }: { setting: Setting }, wording: Wording) =>
    `${wording.setting(setting)} can’t be read`,
  'files.unread': 'How files are shared can’t be read at the moment.',
  'files.unknown': ({ id }: { id: string }) =>
    `By rule it isn’t known whether files are open to guests: ${id} can’t be read.`,
  'files.closed': ({ setting }: { setting: Setting }, wording: Wording) =>
    `By rule files are closed to guests: ${wording.setting(setting)}.`,
  'files.siteClosed':
    'By rule files are closed to guests: the site of the test team (S-2) is registered as closed.',
  'files.open': 'By rule the guest can open the files of the test team.',
};
