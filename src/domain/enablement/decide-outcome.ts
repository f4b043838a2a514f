import { assuranceOf, externalAssuranceOf, type Rung } from '../proof/proof-ladder';
import type { CleanUp, RunOutcome, Outcome, UndoResult } from './outcome';
import type { Explanation } from '../diagnosis/explanation';
import { partnerTestFor } from '../partner/partner-test';
import type { EnablementRequest } from './request';
import type { Sentence } from '../../texts/said';
import { changesInWords, inOneBreath, leftoversInWords, undoingInWords } from './summary/outcome-in-words';
import { inOrder, say } from '../../texts/say';
import { sentenceOf, verdictOf, type Verdict } from '../diagnosis/verdict';

/** How the runbook came to its end, before clean-up, and how far the proof had come by then. */
export type RunEnd = { rung?: Rung; isConfirmed?: boolean } & (
  | { kind: 'planned' }
  | { kind: 'proven'; rung: Rung }
  /** A person said no, or nobody said anything in time. */
  | { kind: 'declined'; by?: string; comment?: string; until?: string }
  | { kind: 'stopped'; verdict: Verdict }
  /** The tenant moved under our hands: nothing more was written. */
  | { kind: 'refused'; verdict: Verdict }
  | { kind: 'cancelled'; by: string }
  /** The run put back what another one had changed. */
  | { kind: 'undone' }
  /** Ended from outside: terminated by hand, or failed in the framework and mopped up. */
  | { kind: 'closed' }
  | { kind: 'broken'; message: string }
);

/** What the words lean on. */
export interface RunSummary {
  runEnd: RunEnd;
  request: Pick<EnablementRequest, 'goal' | 'partnerDomains' | 'undoes' | 'remediates'>;
  cleanUp: CleanUp;
  /** Titles of the changes that were written. */
  changed: Sentence[];
  /** Those that were sent, and nobody knows whether they arrived. */
  mayBeChanged?: Sentence[];
  /** Those that Microsoft said it had not done, and that stood as desired at the next look. */
  foundAsDesired?: Sentence[];
  /** Titles of the changes that were only planned. */
  planned: Sentence[];
  /** Records of the run that nobody can read, in words: what they say is not told, and nothing is claimed of it. */
  unread?: readonly string[];
  /** Why the plan could not have been carried out. */
  obstacle?: Verdict;
  undoing?: UndoResult;
  /** What the partner must know: our domain, and when our side was opened (milliseconds), where this run saw to it. */
  partner: { ourDomain?: string; changedAt?: number };
  /** The last word of the engine. */
  explanation?: Explanation;
  finishedAt: string;
}

/** Ends the story of a run in words for the person who asked. */
export function decideOutcome(runSummary: RunSummary): RunOutcome {
  const {
    runEnd,
    request,
    cleanUp,
    changed,
    mayBeChanged = [],
    foundAsDesired = [],
    unread = [],
    obstacle,
    undoing,
    partner,
    explanation,
    finishedAt,
  } = runSummary;
  const isAboutGuests = request.goal !== 'externalAccess';
  const { outcome, words, verdict } = endOf(runSummary);
  const { rung } = runEnd;
  const isStored = runEnd.kind === 'proven' && request.goal !== 'guestAccess';
  const notes = inOrder(
    words,
    ...(unread.length > 0 ? [say('summary.unread', { records: unread.join('; ') })] : []),
    ...(runEnd.kind === 'planned' || runEnd.kind === 'undone'
      ? []
      : changesInWords({ changed, mayBeChanged, foundAsDesired }, unread.length > 0)),
    ...(undoing ? undoingInWords(undoing) : []),
    ...leftoversInWords(cleanUp),
  );
  const assurance =
    rung === undefined ? undefined : isStored ? externalAssuranceOf(rung, isAboutGuests) : assuranceOf(rung);
  return {
    outcome,
    summary: notes.text,
    summarySaid: notes.said,
    ...(verdict && { verdict }),
    ...(runEnd.kind === 'stopped' && explanation && { explanation }),
    ...(assurance && { assurance }),
    cleanUp,
    ...(undoing && { undoing }),
    ...(isStored && { partnerTest: partnerTestFor(request.partnerDomains ?? [], partner) }),
    finishedAt,
  };

  function endOf({ planned }: RunSummary): { outcome: Outcome; words: Sentence; verdict?: Verdict } {
    switch (runEnd.kind) {
      case 'planned':
        return {
          outcome: 'planned',
          words: inOrder(
            say('summary.dryRun'),
            planned.length > 0
              ? say(request.undoes ? 'summary.toUndo' : 'summary.toChange', inOneBreath(planned))
              : say(request.undoes ? 'step.nothingToUndo' : 'summary.nothingToChange'),
            obstacle && say('summary.cannotCarryOut', { why: sentenceOf(obstacle).said }),
          ),
          ...(obstacle && { verdict: obstacle }),
        };
      case 'proven':
        return { outcome: 'succeeded', words: provenInWords(runEnd.rung, runEnd.isConfirmed === true) };
      case 'declined':
        return { outcome: 'declined', words: declinedInWords(runEnd) };
      case 'cancelled':
        return { outcome: 'cancelled', words: say('summary.cancelled', { by: runEnd.by }) };
      case 'undone':
        return { outcome: 'undone', words: undoneInWords(request) };
      case 'refused':
        return { outcome: 'refused', words: sentenceOf(runEnd.verdict), verdict: runEnd.verdict };
      case 'stopped':
        return {
          outcome: outcomeOf(runEnd.verdict),
          words: sentenceOf(runEnd.verdict),
          verdict: runEnd.verdict,
        };
      case 'closed':
        return brokenOff(say('summary.endedFromOutside'));
      case 'broken':
        return brokenOff(say('summary.brokeOff', { message: firstLineOf(runEnd.message) }));
    }
  }

  function provenInWords(reached: Rung, isConfirmed: boolean): Sentence {
    const proven = say('summary.proven', { claim: say(`claim.${reached}`).said });
    const guests = inOrder(proven, isConfirmed ? undefined : say('summary.seenOnce'));
    if (request.goal === 'guestAccess') return guests;
    const isReadTwice = isAboutGuests || isConfirmed;
    return inOrder(
      isAboutGuests ? guests : undefined,
      say('claim.external'),
      isReadTwice ? undefined : say('summary.readOnce'),
      say('partnerTest.pending'),
    );
  }
}

function declinedInWords({ by, comment, until }: Extract<RunEnd, { kind: 'declined' }>): Sentence {
  if (by) return comment ? say('summary.declinedBecause', { by, comment }) : say('summary.declined', { by });
  return until ? say('summary.notDecidedBefore', { until }) : say('summary.notDecided');
}

/** A blocking setting blocks; the clock makes it overdue; what we or the caller got wrong is a failure. */
function outcomeOf({ kind }: Verdict): Outcome {
  if (kind === 'OVERDUE' || kind === 'PENDING') return 'overdue';
  return kind === 'BLOCKED' || kind === 'REVERTED' || kind === 'EXTERNAL' ? 'blocked' : 'failed';
}

/** The framework appends where in the code it happened: that is for the log, not for whoever asked. */
const firstLineOf = (message: string): string => message.split(/\r?\n/, 1)[0] ?? '';

function brokenOff(words: Sentence): { outcome: Outcome; words: Sentence; verdict: Verdict } {
  const advice = [say('advice.readSteps'), say('advice.sendAgain')];
  return { outcome: 'failed', words, verdict: verdictOf('UNKNOWN', words, advice) };
}

const undoneInWords = ({ undoes = '', remediates }: RunSummary['request']): Sentence =>
  remediates
    ? say('summary.remediated', { audit: remediates.auditId })
    : say('summary.undone', { run: undoes });
