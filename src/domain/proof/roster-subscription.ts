const HOUR = 3_600_000;

/**
 * The longest life of a subscription to the members of a team, three days, less what two clocks may differ by.
 * https://learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime
 */
const LONGEST_LIFE = 72 * HOUR - HOUR / 12;
/** An older page of Microsoft's still says an hour: what is asked for where the longer life is refused. */
const SHORT_LIFE = HOUR - HOUR / 12;
/** A subscription outlives the run by this much: its last report may be late. */
const LEEWAY = HOUR;

/** A subscription by which Teams tells us who joins the test team. Times in milliseconds. */
export interface RosterSubscription {
  subscriptionId: string;
  /** Absent in runs that began before watches were renewed; theirs outlive the run they were made for. */
  expiresAt?: number;
  renewAt?: number;
}

/** Until when to ask for, the better life first. */
export const subscriptionLifetimes = (deadline: number, now: number): number[] =>
  [LONGEST_LIFE, SHORT_LIFE].map((life) => Math.min(deadline + LEEWAY, now + life));

/** A watch that was granted until then. It is renewed with a quarter of its life left. */
export const subscriptionUntil = (
  subscriptionId: string,
  expiresAt: number,
  now: number,
): RosterSubscription => ({
  subscriptionId,
  expiresAt,
  renewAt: now + (expiresAt - now) * 0.75,
});

/** When a watch must be renewed to last as long as the run may wait; undefined where it does already. */
export const renewalOf = (
  rosterSubscription: RosterSubscription | 'none' | undefined,
  deadline: number,
): number | undefined =>
  typeof rosterSubscription === 'object' && (rosterSubscription.expiresAt ?? Infinity) < deadline
    ? rosterSubscription.renewAt
    : undefined;
