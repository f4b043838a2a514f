import { type Assurance, type Rung } from '../proof/proof-ladder';
import type { CleanUp, RunOutcome, UndoResult } from './outcome';
import type { Explanation } from '../diagnosis/explanation';
import type { ManualStep } from '../plan/manual-step';
import { type CallbackStatus } from '../events/delivery';
import type { Plan } from '../plan/plan';
import { type PartnerTest } from '../partner/partner-test';
import type { StepKind } from './step';
import type { Said } from '../../texts/said';
import type { Expiry } from './expiry';
import { type UndoState } from '../plan/undo-status';
import { type Verdict } from '../diagnosis/verdict';

export type Phase =
  | 'accepted'
  | 'inspecting'
  | 'waitingForApproval'
  | 'applying'
  | 'proving'
  | 'undoing'
  | 'cleaningUp'
  | 'finished';

/** The public face of a run: everything here is derived from its row and its steps. Times are ISO 8601, UTC. */
export interface EnablementStatus {
  id: string;
  status: Phase;
  outcome?: RunOutcome['outcome'];
  /** Where the run stands, or how it ended, in words. */
  summary: string;
  /** What the summary was made of. */
  summarySaid: Said;
  verdict?: Verdict;
  /** What keeps the guest out, link by link, and how to open it; of the last try while the run waits. */
  explanation?: Explanation;
  assurance?: Assurance;
  tenantId: string;
  goal: string;
  profile: string;
  partnerDomains?: string[];
  testGuestEmail?: string;
  /** The enablement whose changes this run undoes. */
  undoes?: string;
  /** The latest run that undoes this one, and what came of it. */
  undo?: { id: string; status: UndoState; finishedAt?: string };
  /** The audit whose findings this run undoes. */
  remediates?: string;
  /** Until when it stands, whether that was announced, and the run that ended it. */
  expiry?: Pick<Expiry, 'until' | 'noticeSentAt' | 'endedBy' | 'endedAt'>;
  requestedBy: string;
  ticketSystem?: string;
  ticketId?: string;
  dryRun: boolean;
  plan?: Plan;
  /** Where a second person must decide, or did. */
  approval?: { planHash: string; expiresAt: string; decision?: 'approved' | 'declined'; by?: string };
  /** What a person must set before the run can go on, with the line to type and the page to open. */
  manualSteps?: ManualStep[];
  proof?: { tries: number; highestRung: Rung; nextTryAt?: string; deadline: string };
  cleanUp?: CleanUp;
  undoing?: UndoResult;
  partnerTest?: PartnerTest;
  /** How far the caller was told, where he wants to be called back. */
  callback?: CallbackStatus;
  acceptedAt: string;
  finishedAt?: string;
  /** How many steps are recorded, and the last of them. */
  steps: { count: number; last?: { kind: StepKind; at: string; text: string } };
  links: { status: string; steps: string };
}
