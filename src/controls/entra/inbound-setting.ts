import { z } from 'zod';
import { allowing, blocking, type DomainRule } from '../values/domain-rule';
import { compareRules, type Direction } from '../values/compare-values';
import type { Value } from '../values/value';

const part = z.object({
  accessType: z.string(),
  targets: z.array(z.object({ target: z.string(), targetType: z.string() })),
});
type Part = z.output<typeof part>;

const EVERYBODY: Part = { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] };
const EVERY_APPLICATION: Part = {
  accessType: 'allowed',
  targets: [{ target: 'AllApplications', targetType: 'application' }],
};

/** Which people and which applications; where nothing is said the service default stands: all. */
const schema = z
  .object({ usersAndGroups: part.nullish(), applications: part.nullish() })
  .transform(({ usersAndGroups, applications }) => ({
    people: usersAndGroups ?? EVERYBODY,
    apps: applications ?? EVERY_APPLICATION,
  }));
export type InboundSetting = z.output<typeof schema>;

/** What the entry of a partner says of guests coming in; undefined where there is no entry. */
export const inboundIn = (entry: Value | undefined): Value | undefined =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry)
    ? entry['b2bCollaborationInbound']
    : undefined;

/** https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyb2bsetting */
export const inboundSettingOf = (setting: Value | undefined): InboundSetting => schema.parse(setting ?? {});

/** What Teams needs among the applications; any of them is enough, and each blocks Teams where it is blocked. */
const WITH_TEAMS = ['AllApplications', 'Office365', 'AllMicrosoftApps'];

const names = ({ targets }: Part, ...wanted: string[]): boolean =>
  targets.some(({ target }) => wanted.includes(target));
const isEverybodyBlocked = ({ people }: InboundSetting): boolean =>
  people.accessType === 'blocked' && names(people, 'AllUsers');
const isTeamsBlocked = ({ apps }: InboundSetting): boolean =>
  names(apps, ...WITH_TEAMS) === (apps.accessType === 'blocked');

/** `limited`: some people get in, and no application can tell whether ours are among them. */
export function opennessOf(setting: InboundSetting): 'open' | 'blocked' | 'limited' {
  if (isEverybodyBlocked(setting) || isTeamsBlocked(setting)) return 'blocked';
  const { people } = setting;
  const isForAll = people.accessType === 'blocked' ? people.targets.length === 0 : names(people, 'AllUsers');
  return isForAll ? 'open' : 'limited';
}

/** The setting with its closed parts opened as far as Teams needs it, and nothing else changed. */
export const openedUp = (setting: InboundSetting): Value => ({
  usersAndGroups: isEverybodyBlocked(setting) ? EVERYBODY : setting.people,
  applications: isTeamsBlocked(setting) ? withTeams(setting.apps) : setting.apps,
});

function withTeams({ accessType, targets }: Part): Part {
  const office = { target: 'Office365', targetType: 'application' };
  if (accessType !== 'blocked') return { accessType, targets: [...targets, office] };
  if (targets.some(({ target }) => target === 'AllApplications'))
    return { accessType: 'allowed', targets: [office] };
  const left = targets.filter(({ target }) => !WITH_TEAMS.includes(target));
  return left.length > 0 ? { accessType, targets: left } : EVERY_APPLICATION;
}

/** Whom a part lets in, in the words of a list of domains: it says "all", "these", "all but these" and "nobody" too. */
function asRule(part: Part, everything: string): DomainRule {
  const isAll = names(part, everything);
  if (part.accessType !== 'blocked')
    return isAll ? { kind: 'allowAll' } : allowing(part.targets.map(({ target }) => target));
  return isAll ? { kind: 'allowNobody' } : blocking(part.targets.map(({ target }) => target));
}

/** Which way lies from one inbound setting to another: looser where more people or more applications come in. */
export function compareInbound(before: Value, after: Value): Direction {
  const [from, to] = [inboundSettingOf(before), inboundSettingOf(after)];
  const directions = [
    compareRules(asRule(from.people, 'AllUsers'), asRule(to.people, 'AllUsers')),
    compareRules(asRule(from.apps, 'AllApplications'), asRule(to.apps, 'AllApplications')),
  ];
  return (['loosened', 'tightened'] as const).find((one) => directions.includes(one)) ?? 'benign';
}
