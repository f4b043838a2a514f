import { say } from '../texts/say';

/** Stands in the words of a run until somebody confirms that it works. */
export const PARTNER_TEST_PENDING = say('partnerTest.pending').text;

const HOUR = 3_600_000;
const USUAL_DELAY_HOURS = 24;

/**
 * What is left to people: the partner lets us in too, and somebody sends a message.
 * @param ours our domain, and when our side was opened, milliseconds; absent where it was open before
 */
export function partnerTestFor(
  domains: readonly string[],
  { ourDomain, changedAt }: { ourDomain?: string; changedAt?: number },
): PartnerTest {
  const iso = (time: number): string => new Date(time).toISOString();
  const usuallyEffectiveBy = changedAt === undefined ? undefined : iso(changedAt + USUAL_DELAY_HOURS * HOUR);
  return {
    state: 'pending',
    usualDelayHours: USUAL_DELAY_HOURS,
    ...(changedAt !== undefined && { changedAt: iso(changedAt) }),
    ...(usuallyEffectiveBy !== undefined && { usuallyEffectiveBy }),
    message: [
      `Dear administrator of ${domains.join(', ')},`,
      'our side now lets your people and ours chat and call in Microsoft Teams (external access).',
      `Please check yours: Teams admin centre > Users > External access > Organization settings: allow ${ourDomain ?? 'our domain'}.`,
      usuallyEffectiveBy === undefined
        ? 'A change on your side can take up to a day until it works everywhere.'
        : `A change can take up to a day until it works everywhere: ours until ${usuallyEffectiveBy}.`,
      'Organisations with trial licences only are refused by Microsoft.',
      'Then have somebody start a chat with one of us by exact address, and tell us whether it arrived.',
    ].join('\n'),
  };
}

/** External access, which only people can try out. */
export interface PartnerTest {
  state: 'pending' | 'confirmed';
  /** Who confirmed it, and when; ISO 8601, UTC. */
  by?: string;
  /** The machine through which it was confirmed. */
  through?: string;
  /** The identity of whoever confirmed it. */
  byId?: string;
  at?: string;
  /** Hours after which the settings are usually effective everywhere. */
  usualDelayHours: number;
  /** When our side was opened, and until when that is usually effective; absent where it was open before the run. */
  changedAt?: string;
  usuallyEffectiveBy?: string;
  /** Ready to be sent to the partner's administrator. */
  message: string;
}
