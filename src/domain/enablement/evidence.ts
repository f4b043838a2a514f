/** What is wrong with the evidence of a run; each code says what does not fit what. */
export type ChainFault =
  /** A step is not where its number belongs: one was removed, added or moved. */
  | 'stepMissing'
  /** A step does not name the hash of the one before it. */
  | 'notChained'
  /** There is a row, and nobody can read it. */
  | 'stepUnreadable'
  /** A step is not the one its hash was made of. */
  | 'stepChanged'
  /** The run is over, and the last step its row names is not there. */
  | 'endMissing'
  /** There are steps behind the last one the run's row names. */
  | 'addedAfterEnd'
  /** The run's row says something else was asked than the first step does. */
  | 'requestDiffers'
  /** The run's row says it ended otherwise than its last step does. */
  | 'outcomeDiffers';

/** Whether the evidence of a run is whole, worked out whenever it is read. */
export interface ChainReport {
  isWhole: boolean;
  /** Of the last step there is; absent while there is none. */
  lastHash?: string;
  /** Whether the run's own row names that hash: from its end on. */
  isAnchored: boolean;
  /** The sequence of the first step that does not fit. */
  brokenAt?: number;
  fault?: ChainFault;
  /** The same in a sentence. */
  text: string;
}

/** What each fault means, for the interface, the command line and the log. */
export const FAULTS_IN_WORDS: Readonly<Record<ChainFault, string>> = {
  stepMissing: 'a step was removed, added or moved before this one',
  notChained: 'it does not name the hash of the step before it',
  stepUnreadable: 'its row is there and cannot be read',
  stepChanged: 'its content is not what its hash was made of',
  endMissing: 'the last step that the run named at its end is not there',
  addedAfterEnd: 'it was added after the end of the run',
  requestDiffers: 'the request of the run is not what its first step recorded',
  outcomeDiffers: 'the conclusion of the run is not what its last step recorded',
};
