import type { DesiredSettings } from '../../controls/control';
import type { Values } from '../../controls/values/value';
import type { Finding } from '../plan/assess-controls';
import type { ManualStep } from '../plan/manual-step';
import type { Fix, ChecklistEntry } from './checklist-entry';
import type { Symptom } from './symptom';
import type { Verdict } from './verdict';

/** Whether waiting helps, and how long is normal. Hours. */
export interface Waiting {
  helps: boolean;
  /** Within which Microsoft says a change takes effect, and after which waiting has no more sense. */
  normalHours?: number;
  longestHours?: number;
  /** Since the change that is waited for. */
  sinceHours?: number;
}

/** Why a guest cannot get in. */
export interface Explanation {
  /** The one cause. */
  verdict: Verdict;
  /** `high` where a switch was read or Microsoft's words are known, `low` where nothing is. */
  confidence: 'high' | 'medium' | 'low';
  /** The ids of every other link that is closed, in the order of the chain. */
  alsoClosed: string[];
  waiting: Waiting;
  /** For the one cause. */
  fix?: Fix;
  /** Empty where the settings were not read this time. */
  checklist: ChecklistEntry[];
  /** What Microsoft or a person said, as it came. */
  raw?: string;
}

/** A verdict for which no setting had to be read. */
export const plainly = (verdict: Verdict): Explanation => ({
  verdict,
  confidence: 'high',
  alsoClosed: [],
  waiting: { helps: false },
  checklist: [],
});

/** What was known of a switch before this reading. */
export interface Past {
  /** Hours since we last changed it; absent where we did not. */
  age?: number;
  /** How it stood: as we wrote it, or as this run found it. */
  stood: Values;
  /** Whether a reading has shown what we wrote since. */
  isShown?: true;
  /** What an earlier run of ours wrote last, where this one only found it; it may have found an older reading. */
  wroteLast?: Values;
  /** Hours since the first of the readings, without one between them that says otherwise, that show it not as desired. */
  differsFor?: number;
}

/** Everything a verdict may lean on. Plain data: whoever asks gathers it. */
export interface Evidence {
  desired: DesiredSettings;
  /** What the settings show, in the order of the checklist; empty where they were not read this time. */
  findings: readonly Finding[];
  /** By the id of the control. */
  past: ReadonlyMap<string, Past>;
  /** Ids of closed switches that the plan is about to open. */
  planned?: readonly string[];
  /** What a person is expected to set. */
  manualSteps?: readonly ManualStep[];
  /** Why the address can never be a guest's here. */
  input?: Verdict;
  /** The account with the address, where there is one; `absent` where the directory shows none. */
  guest?: 'absent' | { hasAccepted: boolean };
  /** What a probe met or a person saw. */
  symptom?: Symptom;
  /** The words of it, as they came; without a symptom nobody here knows them. */
  raw?: string;
  /** Which switches an unknown error can be about; all, when left out. */
  suspects?: readonly string[];
  wait?: Wait;
}

/** The wait of a run. */
export interface Wait {
  /** Since the last change, or since the start of the proof where nothing was changed. */
  hours: number;
  isOver: boolean;
  /** An error nobody knows was met too seldom yet to be more than a hiccup. */
  mayBeHiccup: boolean;
}
