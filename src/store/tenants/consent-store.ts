/** When administrators came back from the consent page. Whether their consent still holds only a token can tell. */
export interface ConsentStore {
  /** ISO 8601, UTC. */
  find(tenantId: string): Promise<string | undefined>;
  note(tenantId: string, at: string): Promise<void>;
  /** By tenant. */
  all(): Promise<ReadonlyMap<string, string>>;
}
