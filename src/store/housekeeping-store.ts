import type { Tidied } from '../housekeeping/chore';
import type { Pass } from '../housekeeping/pass';

/** The record of housekeeping: its passes, and what each found and did in each tenant. */
export interface HousekeepingStore {
  /** Saves a pass that begins; one that is there stays as it is. */
  begin(pass: Pass): Promise<void>;
  find(id: string): Promise<Pass | undefined>;
  /** The newest first, at most so many. */
  newest(most: number): Promise<Pass[]>;
  /** Notes the end of a pass; the first to say so counts. */
  finish(id: string, end: Required<Pick<Pass, 'finishedAt' | 'counts' | 'missing'>>): Promise<void>;

  tidied(id: string, tenantId: string): Promise<Tidied | undefined>;
  /** Puts down what a pass found at a place, and later what became of it. */
  put(id: string, tidied: Tidied): Promise<void>;
  /** In the order of the tenants. */
  places(id: string): Promise<Tidied[]>;
}
