import type { RunOutcome } from '../../domain/enablement/outcome';
import type {
  Command,
  Confirmation,
  Enablement,
  EnablementSummary,
  Join,
} from '../../domain/enablement/enablement';
import type { GuestCall, GuestAnswer } from '../../domain/proof/guest-call';
import type { EnablementRequest } from '../../domain/enablement/request';
import type { Step, StepReport } from '../../domain/enablement/step';
import type { Outbox } from '../deliveries/outbox';
import type { Admission, AdmissionResult } from './port/admission';

export type CommandResult =
  | { kind: 'commandReceived'; sequence: number }
  /** The run is over. */
  | { kind: 'closed' }
  /** Somebody decided about the same plan before. */
  | { kind: 'decided'; by: string }
  /** The run was told the same too often. Never of what stops it. */
  | { kind: 'tooMany' }
  | { kind: 'unknown' };

export type CloseResult =
  /** @property tooLate the commands nobody acted on @property lastHash of the step the run ended with */
  | { kind: 'closed'; runOutcome: RunOutcome; tooLate: Command[]; lastHash?: string }
  /** Somebody else ends the run from outside. */
  | { kind: 'takenOver' };

type ConfirmResult =
  | { kind: 'confirmed' }
  /** The run is not over, or has no partner test. */
  | { kind: 'notPending' }
  /** Somebody has confirmed it before. */
  | { kind: 'earlier'; by: string }
  | { kind: 'unknown' };

export interface OpenRun {
  id: string;
  acceptedAt: string;
  request: EnablementRequest;
  /** Nobody can read what was asked: it may be ended, and never begun. */
  isUnknown?: true;
}

export interface Page {
  items: EnablementSummary[];
  /** Hand it back for the next page; absent on the last. */
  continuation?: string;
}

/** What a step was about to write. */
export interface BegunWrite {
  /** The number of the step. */
  sequence: number;
  /** When it was first about to; ISO 8601, UTC. */
  at: string;
  /** The settings document. */
  document: string;
  /** Whether it put back changes of its own run. */
  isUndo: boolean;
  /** Those that were sent, or are about to be. */
  properties: string[];
  /** Those that were sent, and that Microsoft said were not written. */
  putOff?: string[];
}

/** Enablements, their evidence, what is told about them, and the lease that keeps two of them off one tenant. */
export interface EnablementStore extends Outbox {
  /** Saves the request, takes the tenant's lease (not for a dry run) and claims the key: all or nothing. */
  admit(admission: Admission): Promise<AdmissionResult>;
  /** Whether a request came with this Idempotency-Key: its answer is given again, whatever became of it since. */
  knowsKey(tenantId: string, key: string): Promise<boolean>;
  find(id: string): Promise<Enablement | undefined>;
  /** The newest first; `isFinished` narrows the list to runs that are over, or to those that are not. */
  list(
    tenantId: string,
    options: { size: number; continuation?: string; isFinished?: boolean },
  ): Promise<Page>;
  /**
   * Runs in the order in which they ended, from after the given number on, and the number to go on after; without one,
   * none, and the number of the last. Exact: a run is in this order once it is closed, and at no other place later.
   */
  finished(
    tenantId: string,
    options: { after?: number | undefined; size: number },
  ): Promise<{ ids: string[]; last: number }>;
  /** Runs that are accepted and not closed, oldest first. */
  openRuns(tenantId: string): Promise<OpenRun[]>;
  /** Whether any is, also one that nobody can read: what it made is no leftover. */
  hasOpenRuns(tenantId: string): Promise<boolean>;
  /** Completes an admission that a crash cut short after its claim; does nothing where it was complete. */
  restore(run: OpenRun): Promise<void>;
  /**
   * Writes again what nobody can read in the row of a run that is under way, so that it can be ended; does nothing where
   * everything can be read.
   */
  remediate(run: OpenRun): Promise<void>;
  /**
   * The same store for whoever ends a run from outside: it goes on past rows of the run that nobody can read, where
   * everybody else is refused; `passedOver` says which those were, in words.
   */
  readingOn(): { store: EnablementStore; passedOver: () => string[] };

  /**
   * Tells a running enablement something; refused once it is closed, and for a second decision. A try that is asked for
   * while one is, and a cancel after a cancel, get the number of the earlier one.
   * @param heard the last command it is known to have acted on
   */
  sendCommand(id: string, command: Omit<Command, 'sequence'>, received?: number): Promise<CommandResult>;

  /**
   * Notes that a step is about to write at Microsoft. A step that died, or heard no answer, before it was recorded is
   * tried again, and must know what it may meet as its own work; a later note of the same step replaces the first.
   */
  begin(id: string, write: BegunWrite): Promise<void>;
  /** What steps of a run were about to write, whether or not they were recorded since; in order. */
  begun(id: string): Promise<BegunWrite[]>;

  /**
   * Writes down a call that touches a test guest before it is sent, and answers its number. Each call has a row of its
   * own: one that is sent again may meet what its forerunner did.
   */
  beginGuestAct(id: string, act: Omit<GuestCall, 'n' | 'answer'>): Promise<number>;
  /** Notes what came of it; the first answer stays. */
  answerGuestAct(id: string, n: number, answer: GuestAnswer): Promise<void>;
  /** All of them, in order. */
  guestCalls(id: string): Promise<GuestCall[]>;

  /**
   * Records a step. A step that is there already is left alone and answered: activities run at least once,
   * and the first to finish has told the truth.
   */
  record(id: string, sequence: number, report: StepReport): Promise<Step>;
  findStep(id: string, sequence: number): Promise<Step | undefined>;
  /** Notes who asks for a run that somebody else had asked for; the same once. `full` where too many others did. */
  noteJoin(id: string, join: Join): Promise<'noted' | 'full'>;
  /** Who joined, in the order in which they did. */
  joins(id: string): Promise<Join[]>;
  /** All steps, in order. */
  steps(id: string): Promise<Step[]>;
  /** Those that can be read, in order, and the numbers of the others: for whoever shows what there is. */
  legibleSteps(id: string): Promise<{ steps: Step[]; unreadable: number[] }>;

  /**
   * Marks a run as ended from outside, for good: its own workflow can neither write nor close from here on. `closed`
   * where it came to its end before.
   */
  takeOver(id: string, at: string): Promise<'taken' | 'closed' | 'unknown'>;

  /**
   * Ends a run: from here on nothing can be told to it, its lease is free, and `conclusion` is its last word. Its last
   * step is recorded at once with it, under `sequence` or the first free number after it. Runs again harmlessly; the
   * first conclusion stays.
   */
  close(
    id: string,
    runEnd: {
      sequence: number;
      seen: number;
      runOutcome: RunOutcome;
      /** Whether it is ended by whoever took it over. */
      takesOver?: boolean | undefined;
    },
  ): Promise<CloseResult>;

  /** Frees the tenant of a run that is closed, where a crash came in between; does nothing where it was complete. */
  release(id: string): Promise<void>;

  /** Notes that somebody tried external access out after the end; only the first to say so is heard. */
  confirm(id: string, confirmation: Confirmation): Promise<ConfirmResult>;

  /**
   * The same store for somebody who works on one run for a moment: its row, what it is told and its steps are read at
   * once. What others add to those meanwhile he need not see; what he changes on an old reading is refused as ever. What
   * says whose something is, `begun` and `guestCalls`, is read each time.
   */
  atOnce(id: string): EnablementStore;

  /** Answers when the store can be reached, throws when it cannot. */
  ping(): Promise<void>;
}
