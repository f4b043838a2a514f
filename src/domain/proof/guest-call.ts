/** What a run does to a test guest at Microsoft; `unwatch` ends a subscription to the team that the guest joins. */
type GuestCallKind = 'invite' | 'join' | 'leave' | 'delete' | 'purge' | 'unsubscribe';

/**
 * One call that touches a test guest, written down before it is sent. Times are ISO 8601, UTC. The evidence by which
 * anything is removed again: what is not here was not done by the run.
 */
export interface GuestCall {
  /** The first of a run is 1. */
  n: number;
  kind: GuestCallKind;
  at: string;
  /** The account; of an invitation only its answer tells. */
  userId?: string;
  /** The group that is joined or left. */
  groupId?: string;
  /** The subscription that is ended. */
  subscriptionId?: string;
  /** Of an invitation: when the directory was asked who has the address, and the accounts it showed. */
  lookedAt?: string;
  seen?: string[];
  /** Absent where no answer was heard: then it may have been carried out, and may not. */
  answer?: GuestAnswer;
}

export interface GuestAnswer {
  at: string;
  /** `unneeded`: it was so already, and nothing was carried out. `refused`: nothing was, either. */
  kind: 'done' | 'unneeded' | 'refused';
  /** The account an invitation gave, new or not: the answer does not tell. */
  userId?: string;
}

/**
 * The name that our invitation gives an account it creates. One that is there already keeps its own, so that the name
 * tells what the answer to an invitation does not; and people read in the directory what the account is for.
 */
export const guestNameOf = (run: string): string => `Gastvrij test guest (${run})`;

/** Whether the name is one that a run of ours gives. */
export const isGuestName = (name: string): boolean => name.startsWith('Gastvrij test guest (');

export const answeredAs = ({ answer }: GuestCall, kind: GuestAnswer['kind']): boolean =>
  answer?.kind === kind;
