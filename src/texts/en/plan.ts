import type { Said, Setting, Wording } from '../said';

type Values = { values: readonly { name: string; value: Said }[] };

/** What a plan says of the settings. */
export const plan = {
  'plan.unreadNotAsked': 'The setting can’t be read, and the request does not need it.',
  'plan.unreadCheck': 'The setting can’t be read: check it, and change it if needed.',
  'plan.leftAsIs': 'Not changed: this run only tests access.',
  'plan.notReadable': 'applications can’t read this setting',
  'plan.values': ({ values }: Values, { say }: Wording) =>
    values.map(({ name, value }) => `${name} ${say(value)}`).join(', '),
  'domain.publicMail': ({ domain }: { domain: string }) =>
    `${domain} is on a list of public mail providers: anyone with a mailbox there would be allowed.`,
  'domain.firstDomain': ({ domain }: { domain: string }) =>
    `${domain} is the initial domain of a Microsoft 365 tenant, which anyone can create; people usually sign in with the domain of their organisation.`,
  'domain.providersSuffix': ({ domain }: { domain: string }) =>
    `${domain} is a name below which a provider gives names to anyone who asks.`,
  'domain.otherScript': ({ domain }: { domain: string }) =>
    `${domain} stands for a name with letters outside ASCII, which can look like another name.`,
  'verdict.leftAloneOlder': (
    { setting, expected, found, at }: { setting: Setting; expected: Said; found: Said; at: string },
    { say, setting: named, moment }: Wording,
  ) =>
    `${named(setting)} was not changed: the plan expected ${say(expected)}, and it reads ${say(found)}. Gastvrij itself had written that value before ${moment(at)}: the plan was based on an older reading, or this reading is older.`,
  'verdict.leftAlone': (
    { setting, reason }: { setting: Setting; reason: Said },
    { say, setting: named }: Wording,
  ) => `${named(setting)} was not changed. ${say(reason)}`,
  'verdict.moved': (
    { setting, moved }: { setting: Setting; moved: Said },
    { say, setting: named }: Wording,
  ) => `${named(setting)} changed after the plan was made: ${say(moved)}. Nothing more was written.`,
  'verdict.refusedWrite': 'Microsoft refused to change the setting.',
  'verdict.refusedLacking': ({ missing }: { missing: Said }, { say }: Wording) =>
    `Microsoft refused to change the setting (the app lacks ${say(missing)}).`,
  'moved.values': ({ was, is }: { was: Said; is: Said }, { say }: Wording) =>
    `it was ${say(was)} and is now ${say(is)}`,
  'moved.list': ({ change }: { change: Said }, { say }: Wording) => `it changed: ${say(change)}`,
  'change.values': ({ before, after }: { before: Said; after: Said }, { say }: Wording) =>
    `${say(before)} → ${say(after)}`,
  'change.list': ({ added, removed, count, of }: ListChange) =>
    `${[signed('+', added), signed('−', removed)].filter((part) => part !== '').join(', ') || 'the same names'} (${count} ${of})`,
  'change.of': ({ setting, change }: { setting: Setting; change: Said }, { say, setting: named }: Wording) =>
    `${named(setting)}: ${say(change)}`,
};

/** The names that a sentence shows of a long list, and how many more there are. */
type Names = { names: readonly string[]; more: number };
type ListChange = { added: Names; removed: Names; count: number; of: 'domains' | 'entries' };

const signed = (sign: string, { names, more }: Names): string =>
  [...names.map((name) => `${sign} ${name}`), ...(more > 0 ? [`${sign} ${more} more`] : [])].join(', ');
