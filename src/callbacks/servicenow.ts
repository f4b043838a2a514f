import type { OutgoingEvent, Message } from './callback-message';
import type { Incoming, Outgoing } from './send-request';
import { tokenSource } from './servicenow-token';

/** The one instance that is called with our client; its secret is sent there and nowhere else. */
export interface ServiceNow {
  /** `example.service-now.com` */
  host: string;
  clientId: string;
  clientSecret: string;
  /** Values of `state` there: while it goes on, when it went well, when it did not. */
  states: { inWork: string; complete: string; incomplete: string };
}

/** `/api/now/table/sc_req_item/{sys_id}`, with or without a version. */
const RECORD = /^\/api\/now\/(v\d\/)?table\/[a-z0-9_]+\/[0-9a-f]{32}$/i;

const WELL = ['succeeded', 'planned'];

/** Calls as a client of the instance; a token that was taken back before its time is replaced once. */
export function serviceNowInstance(
  { states, ...client }: ServiceNow,
  post: (outgoing: Outgoing) => Promise<Incoming>,
  now: () => Date,
) {
  const tokens = tokenSource(client, post, now);
  return {
    async send(
      outgoing: OutgoingEvent,
      sendSigned: (outgoing: OutgoingEvent, message: Message) => Promise<Incoming>,
    ): Promise<Incoming> {
      const message = messageFor(outgoing, states);
      for (let isSecond = false; ; isSecond = true) {
        const got = await tokens.token(new URL(outgoing.url).origin);
        if (got.kind === 'failed') return got;
        const headers = { ...message.headers, authorization: `Bearer ${got.token}` };
        const reply = await sendSigned(outgoing, { ...message, headers });
        if (isSecond || reply.kind === 'failed' || reply.status !== 401) return reply;
        tokens.forget();
      }
    },
  };
}

/**
 * An address of the Table API is a record: its work notes, its correlation and its state are patched, all as strings.
 * Any other address is a scripted endpoint, which gets the event as it is.
 */
function messageFor({ url, event, webhookId }: OutgoingEvent, states: ServiceNow['states']): Message {
  const accept = { accept: 'application/json' };
  if (!RECORD.test(new URL(url).pathname))
    return { method: 'POST', body: asPlainJson(event), headers: accept };
  const body = asPlainJson(recordOf(event, webhookId, states));
  return { method: 'PATCH', body, headers: { ...accept, 'x-no-response-body': 'true' } };
}

/**
 * Work notes and comments show what stands in `[code]` as HTML: what somebody wrote into a request must stay text,
 * whichever field it ends up in, and also where a script of the instance writes it down.
 */
const asPlainJson = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'string' ? one.replace(/\[(?=\s*\/?\s*code)/gi, '[\u200b') : one,
  );

function recordOf(
  event: OutgoingEvent['event'],
  webhookId: string,
  states: ServiceNow['states'],
): Record<string, string> {
  const notes = (...lines: readonly string[]) => ({
    work_notes: [...lines, `(${webhookId})`].join('\n'),
  });
  // A record that hears of every audit is nobody's ticket: it is written to, and neither opened nor closed.
  if (event.type === 'audit.changed') {
    const { summary, findings, omitted } = event.data;
    const lines = findings.flatMap(({ change, text, who, remedy: remediate }) => [
      `${change}: ${text}`,
      who ?? [],
      remediate ?? [],
    ]);
    const rest = omitted > 0 ? [`and ${omitted} more`] : [];
    return notes(`Gastvrij: ${summary}`, ...lines.flat(), ...rest);
  }
  const { enablementId, summary, outcome, verdict, until, terms = {} } = event.data;
  const agreed = [
    terms.enableUntil && `Until: ${terms.enableUntil}`,
    terms.testGuestEmail && `Test guest: ${terms.testGuestEmail}`,
    terms.partnerDomains && `Partners: ${terms.partnerDomains.join(', ')}`,
  ].filter((line) => line !== undefined);
  const ended = outcome && WELL.includes(outcome) ? states.complete : states.incomplete;
  return {
    ...notes(`Gastvrij: ${summary}`, ...agreed, ...(verdict?.advice ?? [])),
    correlation_id: enablementId,
    correlation_display: 'Gastvrij',
    // What follows on a date months later opens or closes no record.
    ...(until === undefined && { state: outcome === undefined ? states.inWork : ended }),
  };
}
