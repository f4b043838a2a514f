export interface MessageId {
  client: string;
  id: string;
}

/** Which signed messages were taken, so that none is acted on twice. */
export interface MessageMemory {
  /**
   * Takes note of a message and of what it was sent for; `known` when that was done before, `elsewhere` when it was sent
   * for something else before: a signature covers what is said and not where.
   */
  remember(message: MessageId, purpose: string, at: Date): Promise<'new' | 'known' | 'elsewhere'>;
  /** Nothing came of it: the client may send it again, for the same. */
  release(message: MessageId): Promise<void>;
  /** Drops every note that was taken before. */
  forgetBefore(moment: Date): Promise<void>;
}
