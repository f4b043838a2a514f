import { z } from 'zod';
import type { Assurance, Rung } from '../../domain/proof/proof-ladder';
import type { CleanUp, Outcome, UndoResult } from '../../domain/enablement/outcome';
import { KEPT_IN_WORDS, type KeptReason } from '../../domain/proof/kept-guest';
import type { PartnerTest } from '../../domain/partner/partner-test';
import type { Verdict, VerdictKind } from '../../domain/diagnosis/verdict';
import { anything, choice, number, said, text, texts, time, type Shape } from './shape';

export const outcome = choice<Outcome>('How the run ended.', {
  succeeded: 'a guest got in, as far as the assurance says',
  planned: 'a dry run: read and planned, nothing written',
  declined: 'a second person said no, or nobody decided in time',
  blocked: 'something closes the door that is not ours to open',
  refused: 'the tenant changed while we worked: nothing more was written',
  overdue: 'the time is up and no guest got in',
  cancelled: 'somebody cancelled it',
  failed: 'the request, our rights or the run itself were at fault',
  undone: 'what another run changed, or an audit found moved, is put back',
});

/** A verdict as receivers of callbacks get it: in words alone, since the size of their messages is limited. */
export const verdictWords = {
  kind: choice<VerdictKind>('Why a guest cannot get in.', {
    INPUT: 'what was asked cannot work',
    PERMISSION: 'our identity lacks a right',
    BLOCKED: 'a switch closes the door',
    PENDING: 'a change is not effective yet',
    REVERTED: 'somebody set a switch back',
    OVERDUE: 'every switch is open and Microsoft takes longer than it says',
    EXTERNAL: 'the other side stands in the way',
    UNKNOWN: 'nothing that can be read explains it',
  }),
  control: text('The id of the switch that closes the door.').optional(),
  text: text('What is the matter, in a sentence.'),
  advice: texts('What you can do, most useful first.'),
};

export const verdictFields = {
  ...verdictWords,
  said: said().optional(),
  adviceSaid: z.array(said()).describe('What each line of the advice was made of.').optional(),
} satisfies Shape<Verdict>;

export const rung = (description: string): z.ZodType<Rung> =>
  z
    .literal([0, 1, 2, 3, 4])
    .describe(
      `${description} From 0, settings stored, to 3, Teams lists the guest; 4 where files are open by rule besides.`,
    );

/** As receivers of callbacks get it. */
export const assuranceWords = {
  rung: rung('The highest step of the proof that was reached.'),
  claim: text('What may be claimed, and not a word more.'),
  notProven: text('What that leaves open.'),
};

export const assuranceFields = {
  ...assuranceWords,
  claimSaid: said('What the claim was made of.').optional(),
  notProvenSaid: said('What that was made of.').optional(),
} satisfies Shape<Assurance>;

export const cleanUpFields = {
  removed: texts('What was removed again.'),
  removedSaid: z.array(said()).describe('What each line of `removed` was made of.').optional(),
  left: texts('What was not removed, and why. What `kept` does not name, a person must remove.'),
  leftSaid: z.array(said()).describe('What each line of `left` was made of.').optional(),
  kept: z
    .array(
      z.object({
        reason: choice<KeptReason>('Why it was left.', KEPT_IN_WORDS),
        account: text('The account in the directory, by its id.'),
        text: text('The line in `left`.'),
      }),
    )
    .describe('Accounts that were left on purpose: they may be somebody’s, or are by now.')
    .optional(),
} satisfies Shape<CleanUp>;

export const undoingFields = {
  undone: texts('What was put back.'),
  unseen: texts(
    'What was written back, and no reading has shown: whether it is back is not known.',
  ).optional(),
  conflicts: texts('What somebody changed since, or what could not be read: left alone.'),
  notUndone: texts('What should have been put back and was not.'),
  manualSteps: texts('What an administrator must put back himself, with the line to type.'),
  followUps: texts('What no switch puts back: a person must look at it.'),
  said: anything<UndoResult['said']>('What the lines of each list were made of.').optional(),
} satisfies Shape<UndoResult>;

export const partnerTestFields = {
  state: choice<PartnerTest['state']>('Where the partner test stands.', {
    pending: 'a person has to try it',
    confirmed: 'somebody tried, and it works',
  }),
  by: text('Who confirmed it.').optional(),
  through: text('The machine through which it was confirmed.').optional(),
  byId: text('The identity of whoever confirmed it.').optional(),
  at: time('When it was confirmed.').optional(),
  usualDelayHours: number('Hours after which the settings are usually effective everywhere.'),
  changedAt: time('When our side was opened; absent where it was open before the run.').optional(),
  usuallyEffectiveBy: time('Until when that is usually effective.').optional(),
  message: text('Ready to be sent to the partner’s administrator.'),
  messageSaid: said('What the message was made of.').optional(),
} satisfies Shape<PartnerTest>;
