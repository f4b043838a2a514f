import type { Control } from '../controls/control';
import type { Verdict } from './conclusion';
import type { Obstacle, Proof, Reversal } from './proof';

const HOUR = 3_600_000;
/** An error nobody knows may be a hiccup; this often in a row it is not. */
const MOST_UNKNOWN = 6;

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
 * what only needs time, and what has had its time.
 */
export function diagnose(proof: Proof, now: number, facts: Facts): Diagnosis {
  const [reversal] = proof.reverted;
  if (reversal) return { verdict: revertedBy(reversal), isFinal: true };
  const obstacle = proof.obstacle ? verdictOf(proof.obstacle, proof.unknownInARow) : undefined;
  if (obstacle) return { verdict: obstacle, isFinal: true };
  if (now >= proof.deadline) return { verdict: overdue(proof, facts), isFinal: true };
  return { verdict: pending(proof, now, facts), isFinal: false };
}

function revertedBy({ control, title, expected, found }: Reversal): Verdict {
  return {
    kind: 'REVERTED',
    control,
    text: `${title} (${control}) was ${String(expected)} and now reads ${String(found)}: somebody or a baseline tool changed it back.`,
    advice: [
      `Find out who changes ${control}: the Entra audit log names the account.`,
      'Agree with them, or exempt this setting in their tool, then ask again. Gastvrij does not fight another tool.',
    ],
  };
}

/** Obstacles that no waiting removes. */
function verdictOf({ reason }: Obstacle, unknownInARow: number): Verdict | undefined {
  switch (reason) {
    case 'ownDomain':
      return input(
        'The test guest has an address of a domain this tenant owns: it can never be a guest here.',
      );
    case 'addressTaken':
      return input(
        'The address of the test guest belongs to a member, contact or blocked account of this tenant.',
      );
    case 'groupAddress':
      return input('The address of the test guest is a group or distribution list.');
    case 'badAddress':
      return input('Microsoft refuses the address of the test guest as invalid.');
    case 'missingPermission':
      return {
        kind: 'PERMISSION',
        text: 'Our identity lacks a permission that this step needs.',
        advice: [
          'Grant the permissions the inspection lists, wait until they are in a fresh token, and ask again.',
        ],
      };
    case 'domainBlocked':
      return {
        kind: 'BLOCKED',
        control: 'E-3',
        text: 'The domain of the test guest is on the block list, or not on the allow list, of the collaboration restrictions (E-3).',
        advice: [
          'Add the domain under Entra > External collaboration settings > Collaboration restrictions, then ask again.',
        ],
      };
    case 'crossTenantBlocked':
      return {
        kind: 'EXTERNAL',
        control: 'E-5',
        text: 'Cross-tenant access settings, ours or those of the guest’s organisation, block the invitation.',
        advice: [
          'Check our inbound settings for that organisation (E-5).',
          'Ask their administrator about their outbound settings (E-6).',
        ],
      };
    case 'unknown':
      if (unknownInARow < MOST_UNKNOWN) return undefined;
      return {
        kind: 'UNKNOWN',
        text: 'Microsoft refuses with words nobody here knows; they are kept in the steps.',
        advice: ['Read the raw error in the last step, and open a support case with its request id.'],
      };
    default:
      return undefined;
  }
}

const input = (text: string): Verdict => ({
  kind: 'INPUT',
  text,
  advice: ['Use a mailbox outside all your domains as test guest.'],
});

/** The switch the wait hangs on, by the rung that does not give way. */
function gateOf(proof: Proof, { checklist }: Facts): Control | undefined {
  const suspect =
    proof.obstacle?.reason === 'invitationsOff'
      ? 'E-1'
      : proof.obstacle?.reason === 'guestsNotAllowedInGroups'
        ? 'G-2'
        : 'T-1';
  return checklist.find(({ id }) => id === (proof.rung === 0 && suspect === 'T-1' ? 'E-1' : suspect));
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
