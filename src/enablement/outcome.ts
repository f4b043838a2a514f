import { assuranceOf, externalAssuranceOf, type Rung } from './assurance';
import type { CleanUp, Conclusion, Outcome, Undoing } from './conclusion';
import type { Explanation } from './explanation';
import { PARTNER_TEST_PENDING, partnerTestFor } from './partner-test';
import type { EnablementRequest } from './request';
import type { Verdict } from './verdict';

/** How the runbook came to its end, before clean-up, and how far the proof had come by then. */
export type Ending = { rung?: Rung; isConfirmed?: boolean } & (
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
export interface Story {
  ending: Ending;
  request: Pick<EnablementRequest, 'goal' | 'partnerDomains' | 'undoes' | 'mends'>;
  cleanUp: CleanUp;
  /** Titles of the changes that were written. */
  changed: string[];
  /** Those that were sent, and nobody knows whether they arrived. */
  mayBeChanged?: string[];
  /** Those that Microsoft said it had not done, and that stood as wished at the next look. */
  foundAsWished?: string[];
  /** Titles of the changes that were only planned. */
  planned: string[];
  /** Why the plan could not have been carried out. */
  obstacle?: Verdict;
  undoing?: Undoing;
  /** What the partner must know: our domain, and when our side was opened (milliseconds), where this run saw to it. */
  partner: { ourDomain?: string; changedAt?: number };
  /** The last word of the engine. */
  explanation?: Explanation;
  finishedAt: string;
}

/** Ends the story of a run in words for the person who asked. */
export function conclude(story: Story): Conclusion {
  const {
    ending,
    request,
    cleanUp,
    changed,
    mayBeChanged = [],
    foundAsWished = [],
    obstacle,
    undoing,
    partner,
    explanation,
    finishedAt,
  } = story;
  const isAboutGuests = request.goal !== 'externalAccess';
  const { outcome, words, verdict } = told(story);
  const { rung } = ending;
  const isStored = ending.kind === 'proven' && request.goal !== 'guestAccess';
  const parts = [
    words,
    ending.kind === 'planned' || ending.kind === 'undone'
      ? ''
      : changesInWords(changed, mayBeChanged, foundAsWished),
    undoing ? undoingInWords(undoing) : '',
    leftoversInWords(cleanUp),
  ];
  const assurance =
    rung === undefined ? undefined : isStored ? externalAssuranceOf(rung, isAboutGuests) : assuranceOf(rung);
  return {
    outcome,
    summary: parts.filter((part) => part !== '').join(' '),
    ...(verdict && { verdict }),
    ...(ending.kind === 'stopped' && explanation && { explanation }),
    ...(assurance && { assurance }),
    cleanUp,
    ...(undoing && { undoing }),
    ...(isStored && { partnerTest: partnerTestFor(request.partnerDomains ?? [], partner) }),
    finishedAt,
  };

  function told({ planned }: Story): { outcome: Outcome; words: string; verdict?: Verdict } {
    switch (ending.kind) {
      case 'planned':
        return {
          outcome: 'planned',
          words: [
            'A dry run: nothing was written.',
            planned.length > 0
              ? `To be ${request.undoes ? 'put back' : 'changed'}: ${inOneBreath(planned)}.`
              : `There is nothing to ${request.undoes ? 'put back' : 'change: every setting is as wished already'}.`,
            ...(obstacle ? [`It cannot be carried out as things stand. ${obstacle.text}`] : []),
          ].join(' '),
          ...(obstacle && { verdict: obstacle }),
        };
      case 'proven':
        return { outcome: 'succeeded', words: provenInWords(ending.rung, ending.isConfirmed === true) };
      case 'declined':
        return {
          outcome: 'declined',
          words: declinedInWords(ending),
        };
      case 'cancelled':
        return { outcome: 'cancelled', words: `Cancelled by ${ending.by}.` };
      case 'undone':
        return { outcome: 'undone', words: `Put back ${whatWas(request)}.` };
      case 'refused':
        return { outcome: 'refused', words: ending.verdict.text, verdict: ending.verdict };
      case 'stopped':
        return { outcome: outcomeOf(ending.verdict), words: ending.verdict.text, verdict: ending.verdict };
      case 'closed':
        return brokenOff('The run was ended from outside before it was through.');
      case 'broken':
        return brokenOff(`The run broke off: ${firstLineOf(ending.message)}`);
    }
  }

  function provenInWords(reached: Rung, isConfirmed: boolean): string {
    const once = isConfirmed ? '' : ' It was seen once, not twice.';
    const guests = `Proven: ${lowerFirst(assuranceOf(reached).claim)}${once}`;
    if (request.goal === 'guestAccess') return guests;
    const { claim } = externalAssuranceOf(reached, false);
    const stored = isAboutGuests || isConfirmed ? claim : `${claim} It was read once, not twice.`;
    return `${isAboutGuests ? `${guests} ` : ''}${stored} ${PARTNER_TEST_PENDING}`;
  }
}

function declinedInWords({ by, comment, until }: Extract<Ending, { kind: 'declined' }>): string {
  if (by) return `Declined by ${by}${comment ? `: ${comment}` : ''}.`;
  return until
    ? `It was to stand until ${until}, and nobody agreed to the plan before that date: it counts as a no.`
    : 'Nobody decided about the plan in time, which counts as a no.';
}

/** A closed door blocks; the clock makes it overdue; what we or the caller got wrong is a failure. */
function outcomeOf({ kind }: Verdict): Outcome {
  if (kind === 'OVERDUE' || kind === 'PENDING') return 'overdue';
  return kind === 'BLOCKED' || kind === 'REVERTED' || kind === 'EXTERNAL' ? 'blocked' : 'failed';
}

/** The framework appends where in the code it happened: that is for the log, not for whoever asked. */
const firstLineOf = (message: string): string => message.split(/\r?\n/, 1)[0] ?? '';

function brokenOff(words: string): { outcome: Outcome; words: string; verdict: Verdict } {
  const advice = [
    'Read the recorded steps to see how far the run came.',
    'Send the request again: it starts from what is there now.',
  ];
  return { outcome: 'failed', words, verdict: { kind: 'UNKNOWN', text: words, advice } };
}

const whatWas = ({ undoes = '', mends }: Story['request']): string =>
  mends ? `what audit ${mends.auditId} had found moved` : `what enablement ${undoes} had changed`;

function changesInWords(changed: string[], mayBeChanged: string[], foundAsWished: string[]): string {
  const sure = changed.length > 0 ? [`Changed: ${inOneBreath(changed)}.`] : [];
  const maybe =
    mayBeChanged.length > 0
      ? [
          `May have been changed (it was sent, and no answer says whether it arrived): ${inOneBreath(mayBeChanged)}.`,
        ]
      : [];
  const found =
    foundAsWished.length > 0
      ? [
          `Found as wanted, and not on record as changed by this run (Microsoft said that it was busy and had not done it; an undo leaves it): ${inOneBreath(foundAsWished)}.`,
        ]
      : [];
  return [...sure, ...maybe, ...found].join(' ') || 'No setting was changed.';
}

function undoingInWords({ putBack, unseen = [], conflicts, notPutBack, byHand, followUps }: Undoing): string {
  const listed = (intro: string, items: string[]): string =>
    items.length > 0 ? `${intro}: ${inOneBreath(items)}.` : '';
  return [
    listed('Put back', putBack) || (unseen.length > 0 ? '' : 'Nothing was put back.'),
    listed('Written back and not seen in a reading yet', unseen),
    listed('Left alone', conflicts),
    listed('Not put back', notPutBack),
    listed('To be put back by hand', byHand),
    ...followUps,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function leftoversInWords({ left, kept = [] }: CleanUp): string {
  const alone = kept.map(({ text }) => text);
  const byHand = left.filter((line) => !alone.includes(line));
  return [
    byHand.length > 0 ? `Please remove by hand: ${inOneBreath(byHand)}.` : '',
    alone.length > 0 ? `Left alone on purpose: ${inOneBreath(alone)}.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const LONGEST_ITEM = 600;
const MOST_ITEMS = 40;

/** A summary is read in one go; whatever is longer stands whole beside it, or in the steps. */
function inOneBreath(items: readonly string[]): string {
  const shown = items
    .slice(0, MOST_ITEMS)
    .map((item) => (item.length > LONGEST_ITEM ? `${item.slice(0, LONGEST_ITEM - 1)}…` : item));
  const rest = items.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
