/** A tenant that may have something to look after. */
interface OpenWork {
  tenantId: string;
  /** When something was last begun for it, ISO 8601, UTC. */
  since: string;
  /** Of the version that was read; hand it back to strike that version and no other. */
  etag: string;
}

/** How far the sweeps came: the number of the last, and the tenant after which the next begins. */
interface Turn {
  number: number;
  after: string;
}

/**
 * Which tenants have work under way, so that whoever looks after it need not ask each of thousands. What begins work marks
 * its tenant first: one that is not marked has none; one that is marked may have none any more.
 */
export interface OpenWorkStore {
  /** In the order of the tenants. */
  list(): Promise<OpenWork[]>;
  fingerprint(tenantId: string, since: string): Promise<void>;
  /** Strikes a tenant; one that was marked again meanwhile stays. */
  strike(tenantId: string, etag: string): Promise<void>;
  /** How far the last sweep came. */
  turn(): Promise<Turn>;
  noteTurn(turn: Turn): Promise<void>;
}
