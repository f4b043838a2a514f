/** The old end of the records: what may be let go of, and how it goes. Everything here may be done twice. */
export interface Archive {
  /** The run that holds a tenant's lease although it is over or never was; undefined where all is well. */
  staleLease(tenantId: string): Promise<string | undefined>;
  /** Frees a lease that is stale still. */
  freeLease(tenantId: string, id: string): Promise<void>;

  /** Runs in the order in which they ended, from after the given number on. */
  ended(tenantId: string, after: number, size: number): Promise<{ number: number; id: string }[]>;
  /**
   * Removes everything of a run: its row, its steps, its letters, and whatever points at it. Its row goes first, so that
   * nobody is ever shown half of its evidence; what leads here goes last, so that a removal cut short is found again.
   * It takes as many operations among a thousand runs as among five: everything is addressed by its key.
   * @param run its id, and its number from `ended`; `gone` where another run or none has that number
   */
  forgetRun(
    tenantId: string,
    run: { id: string; number: number },
  ): Promise<'forgotten' | 'stillOpen' | 'gone'>;

  /** Ids of audits, or cleanup runs, that began before a moment; the oldest last, and never the latest there is. */
  before(what: Listed, moment: number, most: number): Promise<string[]>;
  forget(what: Listed, id: string): Promise<void>;
}

/** What stands in a list by its beginning, with a partition of its own for the rest. */
export type Listed = 'audit' | 'cleanupRun';
