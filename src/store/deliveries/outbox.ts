import type { Delivery } from '../../domain/events/delivery';

/** A delivery as it was read; it can be replaced as long as nobody else did. */
export type StoredDelivery = Delivery & { version: string };

/** Where one run calls back. Encrypted: the store cannot read it, and no reader of a table can. */
export interface CallbackAddress {
  encrypted: string;
  /** Equal for equal addresses; says nothing else. */
  fingerprint: string;
}

/** Deliveries of one sender lie together: those of a run by its id, those of a tenant's audits by that of the tenant. */
export interface Deliveries {
  /** Puts a delivery in; one of the same kind that is there already stays as it is. */
  post(id: string, delivery: Delivery): Promise<void>;
  /** Whether such a delivery is there, also one that nobody can read. */
  isPosted(id: string, delivery: Pick<Delivery, 'kind' | 'edition'>): Promise<boolean>;
  /** All deliveries of a sender, in the order in which their events happen. */
  deliveries(id: string): Promise<StoredDelivery[]>;
  /** Replaces a delivery; false where somebody else was faster. */
  replace(id: string, version: string, delivery: Delivery): Promise<boolean>;
  /** Throws a delivery away. Twice is as good as once. */
  discard(id: string, delivery: Delivery): Promise<void>;
}

/** What is to be told about runs: deliveries lie beside the steps they are about, addresses apart, until they are forgotten. */
export interface Outbox extends Deliveries {
  findAddress(tenantId: string, id: string): Promise<CallbackAddress | undefined>;
  /** Puts another in its place; one that was forgotten stays so. */
  replaceAddress(tenantId: string, id: string, address: CallbackAddress): Promise<void>;
  /** The runs with this address, or, without a mark, with any. */
  runsCalledBack(tenantId: string, fingerprint?: string): Promise<string[]>;
  /** Forgetting twice is as good as once. */
  forgetAddress(tenantId: string, id: string): Promise<void>;
}
