import type { Letter } from '../enablement/letter';

/** A letter as it was read; it can be replaced as long as nobody else did. */
export type StoredLetter = Letter & { version: string };

/** Where one run calls back. Sealed: the store cannot read it, and no reader of a table can. */
export interface CallbackAddress {
  sealed: string;
  /** Equal for equal addresses; says nothing else. */
  mark: string;
}

/** Letters of one sender lie together: those of a run by its id, those of a tenant's audits by that of the tenant. */
export interface Letters {
  /** Puts a letter in; one of the same kind that is there already stays as it is. */
  post(id: string, letter: Letter): Promise<void>;
  /** Whether such a letter is there, also one that nobody can read. */
  isPosted(id: string, letter: Pick<Letter, 'kind' | 'edition'>): Promise<boolean>;
  /** All letters of a sender, in the order in which their events happen. */
  letters(id: string): Promise<StoredLetter[]>;
  /** Replaces a letter; false where somebody else was faster. */
  replace(id: string, version: string, letter: Letter): Promise<boolean>;
  /** Throws a letter away. Twice is as good as once. */
  discard(id: string, letter: Letter): Promise<void>;
}

/** What is to be told about runs: letters lie beside the steps they are about, addresses apart, until they are forgotten. */
export interface Outbox extends Letters {
  findAddress(tenantId: string, id: string): Promise<CallbackAddress | undefined>;
  /** Puts another in its place; one that was forgotten stays so. */
  replaceAddress(tenantId: string, id: string, address: CallbackAddress): Promise<void>;
  /** The runs with this address, or, without a mark, with any. */
  runsCalledBack(tenantId: string, mark?: string): Promise<string[]>;
  /** Forgetting twice is as good as once. */
  forgetAddress(tenantId: string, id: string): Promise<void>;
}
