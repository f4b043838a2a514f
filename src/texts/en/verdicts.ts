import type { Said, Setting, Wording } from '../said';

type One = { setting: Setting };

/** Why a guest cannot get in, or why a run came to its end. */
export const verdicts = {
  'verdict.ownDomain': ({ domain }: { domain: string }) =>
    `${domain} is a verified domain of this tenant: its users can’t be guests or partners here.`,
  'verdict.memberAddress': 'The address belongs to a member of this tenant.',
  'verdict.cannotRead': (
    { setting, missing, blocking }: One & { missing: Said; blocking: readonly Setting[] },
    { say, setting: named, settings }: Wording,
  ) =>
    `${named(setting)} can’t be read: the app lacks ${say(missing)}.` +
    (blocking.length > 0 ? ` These settings do block access: ${settings(blocking)}.` : ''),
  'verdict.lacks': ({ missing }: { missing: Said }, { say }: Wording) => `The app lacks ${say(missing)}.`,
  'verdict.blocked': ({ setting, reason }: One & { reason: Said }, { say, setting: named }: Wording) =>
    `${named(setting)} blocks access. ${say(reason)}`,
  'verdict.reverted': ({ setting, what }: One & { what: Said }, { say, setting: named }: Wording) =>
    `${named(setting)} ${say(what)}: someone, or a tool that enforces a baseline, changed it back.`,
  'verdict.wasAndIs': ({ was, is }: { was: Said; is: Said }, { say }: Wording) =>
    `was ${say(was)} and is now ${say(is)}`,
  'verdict.readsOtherwise': 'has another value than before',
  'verdict.readsNow': ({ was, is }: { was: Said; is: Said }, { say }: Wording) =>
    `reads ${say(is)}, and was ${say(was)}`,
  'verdict.notShownYet': (
    { setting, what, age }: One & { what: Said; age?: number },
    { say, setting: named, hours }: Wording,
  ) =>
    `${named(setting)} ${say(what)}${age === undefined ? '' : ` when Gastvrij wrote it ${hours(age)} ago`}. ` +
    'The requested value isn’t shown yet. A reading can be hours older than a write, so this one doesn’t show that anyone changed it.',
  'verdict.settingsNeedTime': 'All settings are as requested; they are not effective yet.',
  'verdict.since': ({ hours: passed }: { hours: number }, { hours }: Wording) =>
    `${hours(passed)} have passed since the last change.`,
  'verdict.notEffectiveYet': (
    { setting, age, documented }: One & { age: number; documented: number },
    { setting: named, hours }: Wording,
  ) =>
    `${named(setting)} was set ${hours(age)} ago and isn’t effective yet; Microsoft says it takes up to ${hours(documented)}.`,
  'verdict.maybeNotEffective': (
    { setting, documented }: One & { documented: number },
    { setting: named, hours }: Wording,
  ) =>
    `${named(setting)} has the requested value and may not be effective yet; Microsoft says a change takes up to ${hours(documented)}.`,
  'verdict.overdue': ({ hours: passed }: { hours: number }, { hours }: Wording) =>
    `Every setting that can be read is as requested, and after ${hours(passed)} the guest still has no access.`,
  'verdict.overdueOurs': (
    { setting, hours: passed }: One & { hours: number },
    { setting: named, hours }: Wording,
  ) =>
    `Every setting that can be read is as requested, and after ${hours(passed)} the guest still has no access. Not effective yet: ${named(setting)}.`,
  'verdict.overdueUnchanged': (
    { setting, hours: passed }: One & { hours: number },
    { setting: named, hours }: Wording,
  ) =>
    `Every setting that can be read is as requested, and after ${hours(passed)} the guest still has no access. Not effective yet: ${named(setting)}, which was not changed recently.`,
  'verdict.timeIsUp': 'The time limit has passed.',
  'verdict.manualSteps': ({ settings: all }: { settings: readonly Setting[] }, { settings }: Wording) =>
    `Waiting for manual steps. Not seen as done yet: ${settings(all)}.`,
  'verdict.externalUnread': ({ ids }: { ids: readonly string[] }) =>
    `External access can’t be read (${ids.join(', ')}), so it isn’t known whether it is stored as requested.`,
  'verdict.suspected': ({ setting }: One, { setting: named }: Wording) =>
    `Every setting that can be read allows access; what remains is ${named(setting)}.`,
  'verdict.readAsOpen': 'As far as this setting can be read, it allows access.',
  'verdict.allOpen': 'Every setting that can be read allows this guest.',
  'verdict.unknownWords': ({ words }: { words: string }) => `Gastvrij doesn’t know the message "${words}".`,
  'verdict.nothingShown': 'Nothing that was read shows the cause.',
  'verdict.otherTenant': 'The app belongs to another tenant than the one in the request.',
  'verdict.unreadable': ({ setting, reason }: One & { reason: Said }, { say, setting: named }: Wording) =>
    `${named(setting)} can’t be read: ${say(reason)}`,
  'verdict.noConsent': ({ code }: { code: string }) =>
    `The app has no admin consent in this tenant. (${code})`,
  'verdict.noTenant': ({ code }: { code: string }) => `Microsoft Entra has no tenant with this ID. (${code})`,
  'verdict.noTrust': ({ code }: { code: string }) =>
    `Microsoft Entra does not accept the app’s credential. (${code})`,
  'verdict.appDisabled': ({ code }: { code: string }) => `The app is disabled in this tenant. (${code})`,
  'verdict.appElsewhere': ({ code }: { code: string }) =>
    `The app belongs to another tenant than this one and can’t read it. (${code})`,
  'verdict.noToken': ({ code }: { code: string }) =>
    `Microsoft Entra issues no token for this tenant. (${code})`,
  'verdict.endPassed': ({ until }: { until: string }, { moment }: Wording) =>
    `The enablement was to be in effect until ${moment(until)}, and that date has passed.`,
  'verdict.throttledToTheEnd':
    'Microsoft throttled requests beyond the end of the wait, so the rest could not be tested.',
};
