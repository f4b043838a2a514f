import { randomUUID } from 'node:crypto';
import type { HistoryEvent } from '../turn/history';

export type RuntimeStatus =
  'Pending' | 'Running' | 'ContinuedAsNew' | 'Suspended' | 'Completed' | 'Failed' | 'Terminated' | 'Canceled';

export const FINISHED: readonly RuntimeStatus[] = ['Completed', 'Failed', 'Terminated', 'Canceled'];

/** Who waits for the end of a child. */
export interface Parent {
  instanceId: string;
  executionId: string;
  /** The number under which the parent scheduled the child. */
  taskId: number;
}

/** What an instance is besides its history. Times are milliseconds. */
export interface Head {
  instanceId: string;
  name: string;
  /** Of the code it was started with; absent where nobody said. */
  version?: string;
  status: RuntimeStatus;
  /** JSON text, or null. */
  input: string | null;
  output: string | null;
  customStatus: unknown;
  executionId: string;
  /** Counts from 0 and grows with each `continueAsNew`. */
  generation: number;
  /** How many turns of this generation are in the history. */
  turns: number;
  createdAt: number;
  updatedAt: number;
  /** Inbox rows up to here have been taken into the history. */
  inboxSeen: string;
  parent?: Parent;
  /** Events of the last generation that came behind its `continueAsNew`. */
  carried: HistoryEvent[];
  /** What is scheduled and not answered: what a restart must take up. */
  open: { sequence: number; kind: 'activity' | 'child' | 'timer'; fireAt?: number }[];
  suspendReason?: string;
}

/** What reaches an instance from outside and must not be lost: a row of its inbox until a turn has taken it. */
export type OutsideMessage =
  | { kind: 'event'; name: string; input: string }
  | { kind: 'terminate'; reason: string }
  | { kind: 'suspend'; reason: string }
  | { kind: 'resume'; reason: string };

/** What can be derived again from the history after a crash. */
type InsideMessage =
  | { kind: 'start' }
  /** The answer to something scheduled by this very execution; a later one ignores it. */
  | { kind: 'answer'; executionId: string; event: HistoryEvent };

export type Message = InsideMessage | (OutsideMessage & { order: string });

export interface Instance {
  head: Head;
  etag: string;
  history: HistoryEvent[];
}

export const newExecutionId = (): string => randomUUID().replaceAll('-', '');
