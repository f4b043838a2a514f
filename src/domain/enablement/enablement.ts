import type { RunOutcome } from './outcome';
import type { EnablementRequest } from './request';
import type { UndoStatus } from '../plan/undo-status';

/** What Microsoft Graph reports about the test team and about our subscription to it. */
export type ReportKind =
  /** Somebody joined the test team. */
  | 'guestSeen'
  /** The subscription must be renewed, or Graph stops delivering. */
  | 'subscriptionExpiring'
  /** The subscription is gone. */
  | 'subscriptionLost'
  /** A report was not delivered. */
  | 'reportMissed';

const REPORTS = [
  'guestSeen',
  'subscriptionExpiring',
  'subscriptionLost',
  'reportMissed',
] as const satisfies ReportKind[];

/** What people and Microsoft tell a running enablement. */
export const COMMAND_KINDS = ['cancel', 'probe', 'approve', 'decline', ...REPORTS] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

export const isReport = ({ kind }: { kind: CommandKind }): boolean =>
  (REPORTS as readonly CommandKind[]).includes(kind);

/** What a run was told, recorded with it. The wake signal that follows says nothing; this is the message. */
export interface Command {
  /** Counts from 1 within the run. */
  sequence: number;
  kind: CommandKind;
  /** ISO 8601, UTC. */
  at: string;
  /** The person or service that said it. */
  by: string;
  /** The machine that said it for him, as we know it: `key`, `client servicenow`. */
  through?: string;
  /** The identity of whoever sent it: of the person, or of the machine. */
  byId?: string;
  /**
   * For `guestSeen`: the membership Teams reported, opaque. For the other reports: the subscription.
   * For a decision: the hash of the plan it is about.
   */
  subject?: string;
  comment?: string;
}

/** Whether a run has come to its end, or somebody else ends it: nobody acts for it of himself any more. */
export const isEnded = ({ takenOverAt, closedAt }: Pick<Enablement, 'takenOverAt' | 'closedAt'>): boolean =>
  (takenOverAt ?? closedAt) !== undefined;

/** Who said something, and through which machine where he did not say it himself: what the evidence keeps. */
export const speakerOf = ({ by, through }: { by: string; through?: string | undefined }): string =>
  through === undefined ? by : `${by} (through ${through})`;

/** One accepted request and the run it started. */
export interface Enablement {
  id: string;
  tenantId: string;
  request: EnablementRequest;
  acceptedAt: string;
  commands: Command[];
  /**
   * Since when it is ended from outside, because it could not end itself: its own workflow, and those it waits in, do
   * nothing more from then on.
   */
  takenOverAt?: string;
  /** Set once the run is over; nothing can be told to it from then on. */
  closedAt?: string;
  runOutcome?: RunOutcome;
  /** The hash of the step that the run ended with: whoever takes that step away takes it from here too. */
  lastHash?: string;
  /** Who said, after the end, that the partner test worked. */
  confirmation?: Confirmation;
  /** The latest run that undoes it, or the one that did. */
  undo?: UndoStatus;
  /** What of its row nobody could read, and was written again from its other rows, so that it could be ended. */
  rewritten?: string[];
}

export interface Confirmation {
  by: string;
  /** The machine that said it for him. */
  through?: string;
  /** The identity of whoever sent it. */
  byId?: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** Somebody asked for the same while a run was under way. He was given that run, unless its answer got lost. */
export interface Join {
  by: string;
  /** The identity of whoever sent it. */
  byId?: string | undefined;
  /** The machine that asked for him. */
  through?: string | undefined;
  /** ISO 8601, UTC. */
  at: string;
}

/** What a page of the list shows of a run. */
export interface EnablementSummary {
  id: string;
  tenantId: string;
  goal: EnablementRequest['goal'];
  requestedBy: string;
  acceptedAt: string;
  outcome?: RunOutcome['outcome'];
  finishedAt?: string;
  /** The run that undid it, where every setting it changed is back. */
  undoneBy?: string;
}
