/** Which signed messages were taken, so that none is acted on twice. */
export interface MessageMemory {
  /** Takes note of a message; `known` when that was done before. */
  remember(client: string, id: string, at: Date): Promise<'new' | 'known'>;
  /** Nothing came of it: the client may send it again. */
  forget(client: string, id: string): Promise<void>;
  /** Drops every note that was taken before. */
  forgetBefore(moment: Date): Promise<void>;
}
