import type { Compare } from './values/compare-values';
import type { Said, Sentence } from '../texts/said';
import { say } from '../texts/say';
import { sayValue, type Value, type Values } from './values/value';

/** How far to open. `gated`: the app or a Guest Inviter creates guests, owners add existing ones. `selfService`: owners invite. */
type Profile = 'gated' | 'selfService';

/** Microsoft's two options: guests in our teams, or talking to people who stay in their own organisation. */
export type Option = 'guestAccess' | 'externalAccess';

export type Gate = 'Entra' | 'Groups' | 'Teams' | 'SharePoint' | 'Federation';

/** A settings document: what Microsoft reads and writes as a whole. Several controls may live in one. */
export type DocumentId =
  | 'authorizationPolicy'
  | 'collaborationDomains'
  | 'crossTenantAccess'
  | 'groupSettings'
  | 'teamGroup'
  | 'teamsClientConfiguration'
  | 'guestCalling'
  | 'guestMeeting'
  | 'guestMessaging'
  | 'messagingPolicy'
  | 'team'
  | 'sharePointSettings'
  | 'federation'
  | 'externalAccessPolicy'
  | 'subscriptions';

export interface Permissions {
  /** Application permissions of Microsoft Graph, by name. */
  graph: string[];
  /** Directory roles of the identity, by name; the Teams administration service knows nothing else. */
  roles: string[];
  /** What Microsoft takes in place of one of them for these very calls, though not for every call: by its name. */
  instead?: Readonly<Record<string, readonly string[]>>;
}

/** What somebody wants of a tenant, as far as a switch needs to know. */
export interface DesiredSettings {
  options: readonly Option[];
  profile: Profile;
  /** Domains to let in, in lower case: the partner's where they are named, else that of the test guest. */
  domains: readonly string[];
  /** The domain of the test guest, where there is one: it may differ from the partner's. */
  guestDomain?: string;
  /** A team whose own settings are meant as well. */
  teamId?: string;
  guestCalling: 'leave' | 'on';
  guestMeeting: 'leave' | 'on';
  guestMessaging: 'leave' | 'on';
  /** Whether people with private Teams accounts are wanted. */
  allowConsumer: boolean;
}

export type Judgement =
  /** As desired. `advice`: what the profile would make safer, which nobody asked us to do. */
  | { kind: 'met'; advice?: Sentence }
  | { kind: 'change'; to: Values; reason: Sentence }
  /** Blocks guests, and is not ours to open. */
  | { kind: 'closed'; reason: Sentence; whoCan: Sentence }
  /** May close the door; nothing an application can read says so. */
  | { kind: 'mayDecide'; reason: Sentence; whoCan: Sentence };

/** A value that is newer than this program: neither right nor wrong, and nothing to write over. */
export const unheardOf = (value: Value | undefined): Judgement => ({
  kind: 'mayDecide',
  reason: say('reason.unknownValue', { value: sayValue(value).said }),
  whoCan: say('who.page'),
});

/** What was read, by document. */
export type Documents = Readonly<Partial<Record<DocumentId, Values>>>;

/** A rule of a published benchmark that a control decides, alone or with others. */
export interface Benchmark {
  /** `CIS 5.1.6.3`, `MS.AAD.8.2`, `EIDSCA.AP04`. */
  id: string;
  /**
   * Absent where no interface for applications shows it.
   * @param values what the control's own document holds
   * @param documents what all documents hold, where the rule looks further
   */
  passes?(values: Values, documents: Documents): boolean;
}

/** One switch of the checklist: data and pure functions. It knows nothing of the process around it. */
export interface Control {
  /** Its id in the checklist: `E-1`. */
  id: string;
  gate: Gate;
  title: string;
  options: readonly Option[];
  /** Absent where no interface for applications shows the switch. */
  document?: DocumentId;
  /** Its properties in the document; `partner` also owns `partner:…`. */
  properties: readonly string[];
  /** What a property stands at that the service leaves out or answers with null; unknown where nothing is said here. */
  whenAbsent?: Values;
  adminPage: string;
  /** Where it stands in a tenant nobody configured. */
  default: string;
  /** What people see when it is wrong. */
  whenWrong: string;
  can: 'change' | 'look' | 'ask';
  toRead: Permissions;
  toWrite: Permissions;
  /** Hours until a change is effective by Microsoft's word, and the hours after which waiting has no more sense. */
  effectiveWithin: { documented: number; longest: number };
  benchmarks: readonly Benchmark[];
  /** Whether opening it needs the consent of a second person. */
  needsApproval?: boolean;
  /** Whether the request is about the control at all; always, when left out. */
  concerns?(desired: DesiredSettings): boolean;
  /** Judges what its document holds; never asks to close what is open. */
  judge(values: Values, desired: DesiredSettings): Judgement;
  /** Properties of it that are looked at and never written. */
  keepsOff?: readonly string[];
  /** What is written to put a property back to a value; the value itself, when left out. */
  undoTo?(value: Value): Value;
  /** How its properties lie between closed and open, where one is no plain switch. */
  compare?: Readonly<Record<string, Compare>>;
  /** What opening it risks, in a sentence an approver understands. */
  risk: string;
  /** The line an administrator would type to get there; from where, where it is known and matters. */
  inPowerShell?(to: Values, from?: Values): string;
  /** The line that shows it, where setting it without having looked could close or open what nobody meant. */
  readInPowerShell?: string;
  /** What stays open to guests or partners when the change is undone: a person must look at it. */
  remains?: Sentence;
}

/** What a control shows. `unknown` is never a pass and never a difference. */
export type Reading =
  | {
      kind: 'known';
      control: string;
      values: Values;
      at: string;
      requestId?: string;
      /** Properties whose values stand for an answer that left them out. */
      absent?: string[];
      /** Microsoft's own monitor, where it was not read from the service itself; `at` is then when that looked. */
      source?: 'tenantConfigurationManagement';
    }
  | {
      kind: 'unknown';
      control: string;
      reason: string;
      /** What the reason was made of, where it is not Microsoft’s. */
      reasonSaid?: Said;
      at: string;
      missing?: Permissions;
    };

export interface Change {
  control: string;
  property: string;
  before: Value;
  after: Value;
  /** To be written also where a reading shows it done: that reading may be older than a write of ours. */
  despiteReading?: true;
}

export const NOTHING: Permissions = { graph: [], roles: [] };

/** Whether a property of a document belongs to a control. */
export const owns = ({ properties }: Pick<Control, 'properties'>, property: string): boolean =>
  properties.some((name) => property === name || property.startsWith(`${name}:`));

/** The open end of a scale, and where a value stands on it; an unknown value stands nowhere. */
export function isAtLeast(scale: readonly Value[], value: Value | undefined, wanted: Value): boolean {
  return value !== undefined && scale.includes(value) && scale.indexOf(value) >= scale.indexOf(wanted);
}
