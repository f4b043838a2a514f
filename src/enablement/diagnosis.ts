import type { Control } from '../controls/control';
import { inWords } from '../controls/value';
import type { Verdict } from './conclusion';
import type { Proof, Violation } from './proof';
import { symptomFor } from './symptoms';
import { waitingForPeople } from './waiting-for-people';

const HOUR = 3_600_000;
/** An error nobody knows may be a hiccup; this often in a row it is not. */
const MOST_UNKNOWN = 6;
/** A reading right after a write may still show the old value; later it does not. */
const REFLECTED_WITHIN = HOUR;

/** What the rest of a run tells the diagnosis: the switches, and which of them this run changed. */
export interface Facts {
  checklist: readonly Control[];
  changed: readonly string[];
}

/** A verdict about a proof under way; `isFinal` when waiting any longer cannot help. */
export interface Diagnosis {
  verdict: Verdict;
  isFinal: boolean;
}

/**
 * Says why the guest is not in yet, highest cause first: what was undone by somebody, what Microsoft refuses for good,
 * what waits for a person, what only needs time, and what has had its time.
 */
export function diagnose(proof: Proof, now: number, facts: Facts): Diagnosis {
  const [violation] = proof.violated;
  const isReflected = now - proof.changedAt >= REFLECTED_WITHIN;
  if (violation && isReflected) return { verdict: revertedBy(violation), isFinal: true };
  const refusal = proof.obstacle ? refusedFor(proof, now, facts) : undefined;
  if (refusal) return { verdict: refusal, isFinal: true };
  if (now >= proof.deadline) return { verdict: overdue(proof, facts), isFinal: true };
  return { verdict: waitingForPeople(proof) ?? pending(proof, now, facts), isFinal: false };
}

function revertedBy({ control, title, expected, found }: Violation): Verdict {
  return {
    kind: 'REVERTED',
    control,
    text: `${title} (${control}) was ${inWords(expected)} and now reads ${inWords(found)}: somebody or a baseline tool changed it back.`,
    advice: [
      `Find out who changes ${control}: the Entra audit log names the account.`,
      'Agree with them, or exempt this setting in their tool, then ask again. Gastvrij does not fight another tool.',
    ],
  };
}

/** A refusal that no waiting removes, or that has outlived the time its switch may take. */
function refusedFor(proof: Proof, now: number, { changed }: Facts): Verdict | undefined {
  const { obstacle, unknownInARow, changedAt } = proof;
  if (obstacle === undefined) return undefined;
  if (obstacle.reason === 'unknown') {
    if (unknownInARow < MOST_UNKNOWN) return undefined;
    return {
      kind: 'UNKNOWN',
      text: 'Microsoft refuses with words nobody here knows; they are kept in the steps.',
      advice: ['Read the raw error in the last step, and open a support case with its request id.'],
    };
  }
  const symptom = symptomFor(obstacle.reason);
  if (symptom === undefined) return undefined;
  const { kind, control, text, advice, patience } = symptom;
  // A switch that nobody touched is not on its way: waiting for it is no use. A door whose reading is right is.
  const isOnItsWay = control !== undefined && changed.includes(control) && now < changedAt + patience * HOUR;
  const onlyNeedsTime = patience > 0 && (isOnItsWay || READ_RIGHT.includes(obstacle.reason));
  if (onlyNeedsTime) return undefined;
  return { kind, ...(control && { control }), text, advice: [...advice] };
}

/** Refusals by switches that were read and found right: then the reading is ahead of what is effective. */
const READ_RIGHT = [
  'invitationsOff',
  'inviterRoleFresh',
  'guestsNotAllowedInGroups',
  'appOnlyRefused',
  'notReplicated',
  'alreadyMember',
];

/** The switch the wait hangs on, by the rung that does not give way. */
function gateOf(proof: Proof, { checklist }: Facts): Control | undefined {
  if (proof.target === 0) return checklist.find(({ id }) => id === 'F-1');
  const named = proof.obstacle && symptomFor(proof.obstacle.reason)?.control;
  const suspect = named ?? (proof.rung === 0 ? 'E-1' : 'T-1');
  return checklist.find(({ id }) => id === suspect);
}

function pending(proof: Proof, now: number, facts: Facts): Verdict {
  const gate = gateOf(proof, facts);
  const hours = ((now - proof.changedAt) / HOUR).toFixed(1);
  return {
    kind: 'PENDING',
    ...(gate && { control: gate.id }),
    text: gate
      ? `${gate.title} (${gate.id}) is set right and not effective yet, ${hours} h after the last change; Microsoft says within ${gate.effectiveWithin.documented} h.`
      : `All settings are right; waiting for them to take effect, ${hours} h after the last change.`,
    advice: ['Nothing to do: Gastvrij keeps trying.'],
  };
}

function overdue(proof: Proof, facts: Facts): Verdict {
  const people = waitingForPeople(proof);
  if (people) return { ...people, kind: 'OVERDUE', text: `The time is over. ${people.text}` };
  const gate = gateOf(proof, facts);
  const hours = Math.round((proof.deadline - proof.changedAt) / HOUR);
  const wasChanged = gate && facts.changed.includes(gate.id);
  return {
    kind: 'OVERDUE',
    ...(gate && { control: gate.id }),
    text:
      `Every setting reads right, and after ${hours} h a guest still does not get in` +
      (gate
        ? `; what has not taken effect is ${gate.title} (${gate.id})${wasChanged ? '' : ', which this run did not change'}.`
        : '.'),
    advice: [
      'Ask again tomorrow: about one healthy tenant in forty-five is slower than a day.',
      'If it is still so, open a case with Microsoft and attach the recorded steps with their request ids.',
    ],
  };
}
