import type { Said } from '../../texts/said';
import { say } from '../../texts/say';

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
  const delivery = say('partnerTest.letter', {
    domains: [...domains],
    ...(ourDomain !== undefined && { ourDomain }),
    ...(usuallyEffectiveBy !== undefined && { effectiveBy: usuallyEffectiveBy }),
  });
  return {
    state: 'pending',
    usualDelayHours: USUAL_DELAY_HOURS,
    ...(changedAt !== undefined && { changedAt: iso(changedAt) }),
    ...(usuallyEffectiveBy !== undefined && { usuallyEffectiveBy }),
    message: delivery.text,
    messageSaid: delivery.said,
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
  /** What the message was made of; absent in older records. */
  messageSaid?: Said;
}
