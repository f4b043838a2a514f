import { z } from 'zod';
import type { Incoming, Outgoing } from './send-request';

export interface TokenSource {
  /** A token, kept until shortly before it expires; or why there is none. */
  token(origin: string): Promise<{ kind: 'token'; token: string } | { kind: 'failed'; problem: string }>;
  /** The instance did not take it: the next call asks for a new one. */
  forget(): void;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const MARGIN_MS = 60_000;

/** OAuth client credentials. Calls run as the application user on the client's record in the instance. */
export function tokenSource(
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  post: (outgoing: Outgoing) => Promise<Incoming>,
  now: () => Date,
): TokenSource {
  let kept: { token: string; until: number } | undefined;

  return {
    async token(origin) {
      if (kept !== undefined && kept.until > now().getTime()) return { kind: 'token', token: kept.token };
      const answer = await post({
        method: 'POST',
        url: `${origin}/oauth_token.do`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        }).toString(),
      });
      if (answer.kind === 'failed') return { kind: 'failed', problem: `No token: ${answer.problem}` };
      const parsed = tokenSchema.safeParse(parseJson(answer.text));
      if (answer.status !== 200 || !parsed.success)
        return { kind: 'failed', problem: `ServiceNow gave no token (status ${answer.status}).` };
      const { access_token: token, expires_in: seconds } = parsed.data;
      kept = { token, until: now().getTime() + seconds * 1000 - MARGIN_MS };
      return { kind: 'token', token };
    },
    forget: () => void (kept = undefined),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
