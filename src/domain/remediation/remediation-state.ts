import type { Said } from '../../texts/said';

/** Why a run left a property as it was, as far as anybody knows. */
export type Left = 'declined' | 'manualSteps' | 'brokenOff';

/** What the last run that was to undo a property came to. */
export interface Remediated {
  /** The property, as findings have it: `T-1.AllowGuestUser`. */
  key: string;
  /** The run. */
  run: string;
  /** When it wrote, or ended without; ISO 8601, UTC. */
  at: string;
  /**
   * `declined`: somebody said no or called it off, or nobody said anything in time. `manualSteps`: a person was asked to do
   * it, because a run may not. `brokenOff`: the run ended before it recorded whether it wrote.
   */
  outcome: 'remediated' | Left;
  /** No reading had shown what was written when the run ended. */
  isUnseen?: true;
  /** It was set back within a week: no run writes it until somebody says so. */
  isConflict?: true;
  /** Who set it back, as far as anybody knows; a sentence. */
  changedBackBy?: string;
}

/** What is done about a finding of a control that is to be fixed. */
export interface Remediation {
  state:
    /** A run is asked to put it back. */
    | 'due'
    /** A run has put it back. */
    | 'remediated'
    /** Whoever was asked to agree said no: a week later he is asked again. */
    | 'declined'
    /** A person was asked to put it back himself. */
    | 'manualSteps'
    /** The run that was to put it back broke off: a week later it is asked for again. */
    | 'brokenOff'
    /** Somebody sets it back again and again. */
    | 'conflict'
    /** No run may write it. */
    | 'notOurs';
  /** The run that is to put it back, or was the last to. */
  run?: string;
  /** In English words. */
  text: string;
  /** What the text was made of; absent in older records. */
  said?: Said;
}
