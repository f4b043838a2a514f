import { PARTNER_TEST_PENDING } from './partner-test';

/** A step of the proof ladder; the highest one passed is the run's assurance. */
export type Rung = 0 | 1 | 2 | 3 | 4;

/** What may be claimed at each rung, and not a word more. */
export const CLAIMS: Readonly<Record<Rung, string>> = {
  0: 'The settings are stored as wished. Nothing shows yet that Microsoft 365 obeys them.',
  1: 'Entra lets us invite a guest of this domain. Nothing shows yet that Teams takes guests in.',
  2: 'A guest of this domain can join a group. Nothing shows yet that Teams lists the guest.',
  3: 'A guest of this domain was invited, joined the test team and is listed by Teams.',
  4: 'A guest of this domain was invited, joined the test team and is listed by Teams. By rule its files are open to that guest: G-1 and S-1 were read, and the level of its own site (S-2) is the one registered.',
};

/** What even a passed rung leaves open; part of every answer, because the reader will otherwise assume it. */
export const NOT_PROVEN: Readonly<Record<Rung, string>> = {
  0: 'Invitations, membership of a team, files, and the guest signing in.',
  1: 'Membership of a team, files, and the guest signing in.',
  2: 'Membership as Teams sees it, files, and the guest signing in.',
  3: 'Files (how a team’s own site is shared is shown to no application), other teams with a setting or label of their own, and the guest accepting and signing in.',
  4: 'A file opened by a guest, how the site is shared today if somebody changed it since it was registered, other teams with a setting, label or site of their own, and the guest accepting and signing in.',
};

export interface Assurance {
  rung: Rung;
  claim: string;
  notProven: string;
}

export function assuranceOf(rung: Rung): Assurance {
  return { rung, claim: CLAIMS[rung], notProven: NOT_PROVEN[rung] };
}

/** External access has no end-to-end test an application could make: it ends at what is stored. */
const EXTERNAL_CLAIM = 'External access is stored as wished for the domains named.';
const EXTERNAL_OPEN = `That a message arrives: the partner must let us in too, and only a person can try. ${PARTNER_TEST_PENDING}`;
/** What stays open even after somebody has tried it. */
const EXTERNAL_REST = 'Calls, and people with a policy of their own.';

/** The assurance of a goal that is, or contains, external access. */
export function externalAssuranceOf(rung: Rung, isAboutGuests: boolean): Assurance {
  if (!isAboutGuests) return { rung: 0, claim: EXTERNAL_CLAIM, notProven: EXTERNAL_OPEN };
  const { claim, notProven } = assuranceOf(rung);
  return { rung, claim: `${claim} ${EXTERNAL_CLAIM}`, notProven: `${notProven} ${EXTERNAL_OPEN}` };
}

/** The assurance once a person has confirmed the partner test, in his words. */
export const confirmedAssurance = ({ rung, claim, notProven }: Assurance, confirmed: string): Assurance => ({
  rung,
  claim: `${claim} ${confirmed}`,
  notProven: notProven.replace(EXTERNAL_OPEN, EXTERNAL_REST),
});
