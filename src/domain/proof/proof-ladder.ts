import type { Said, Sentence } from '../../texts/said';
import { asRecorded, inOrder, say } from '../../texts/say';

/** A step of the proof ladder; the highest one passed is the run's assurance. */
export type Rung = 0 | 1 | 2 | 3 | 4;

const RUNGS = [0, 1, 2, 3, 4] as const satisfies readonly Rung[];

const textsOf = (name: 'claim' | 'notProven'): Readonly<Record<Rung, string>> => {
  const [zero, one, two, three, four] = RUNGS.map((rung) => say(`${name}.${rung}`).text);
  return { 0: zero ?? '', 1: one ?? '', 2: two ?? '', 3: three ?? '', 4: four ?? '' };
};

/** What may be claimed at each rung, and not a word more. */
export const CLAIMS = textsOf('claim');

/** What even a passed rung leaves open; part of every answer, because the reader will otherwise assume it. */
export const NOT_PROVEN = textsOf('notProven');

export interface Assurance {
  rung: Rung;
  claim: string;
  /** What the claim was made of; absent in older records. */
  claimSaid?: Said;
  notProven: string;
  /** What that was made of; absent in older records. */
  notProvenSaid?: Said;
}

const assured = (rung: Rung, claim: Sentence, notProven: Sentence): Assurance => ({
  rung,
  claim: claim.text,
  claimSaid: claim.said,
  notProven: notProven.text,
  notProvenSaid: notProven.said,
});

export const assuranceOf = (rung: Rung): Assurance =>
  assured(rung, say(`claim.${rung}`), say(`notProven.${rung}`));

/** External access has no end-to-end test an application could make: it ends at what is stored. */
const EXTERNAL_CLAIM = say('claim.external');
const EXTERNAL_OPEN = inOrder(say('notProven.message'), say('partnerTest.pending'));
/** What stays open even after somebody has tried it. */
const EXTERNAL_REST = say('notProven.calls');

/** The assurance of a goal that is, or contains, external access. */
export function externalAssuranceOf(rung: Rung, isAboutGuests: boolean): Assurance {
  if (!isAboutGuests) return assured(0, EXTERNAL_CLAIM, EXTERNAL_OPEN);
  return assured(
    rung,
    inOrder(say(`claim.${rung}`), EXTERNAL_CLAIM),
    inOrder(say(`notProven.${rung}`), EXTERNAL_OPEN),
  );
}

/** The assurance once a person has confirmed the partner test. */
export function confirmedAssurance(assurance: Assurance, confirmed: Sentence): Assurance {
  const { rung, claim, claimSaid, notProven, notProvenSaid } = assurance;
  const isAboutGuests = notProven.startsWith(NOT_PROVEN[rung]);
  const open = notProven.replace(EXTERNAL_OPEN.text, EXTERNAL_REST.text);
  return {
    rung,
    claim: `${claim} ${confirmed.text}`,
    ...(claimSaid && { claimSaid: inOrder(asRecorded(claim, claimSaid), confirmed).said }),
    notProven: open,
    ...(notProvenSaid && {
      notProvenSaid: isAboutGuests
        ? inOrder(say(`notProven.${rung}`), EXTERNAL_REST).said
        : EXTERNAL_REST.said,
    }),
  };
}
