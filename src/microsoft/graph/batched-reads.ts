import DataLoader from 'dataloader';
import { z } from 'zod';
import type { Call } from '../http/service-errors';
import { parseReply, readReply } from '../http/reply';
import type { GraphClient } from './graph-client';

const MOST_IN_A_BATCH = 20;
const repliesSchema = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});

interface Read {
  route: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
}

/**
 * The same client, whose reads of one moment travel together. Only Graph v1.0 is batched, since a batch has one version;
 * a read that is alone goes as it is. https://learn.microsoft.com/graph/json-batching
 */
export function batchedReads(graph: GraphClient, now: () => Date): GraphClient {
  if (graph.isBatched) return graph;

  async function readTogether(reads: readonly Read[]): Promise<(Response | undefined)[]> {
    // Nothing to gain from a batch of one.
    if (reads.length === 1) return [undefined];
    const requests = reads.map(({ path, headers }, index) => ({
      id: String(index),
      method: 'GET',
      url: path,
      ...(headers && { headers }),
    }));
    const { value } = await graph.call('POST', '/$batch', '/$batch', {
      schema: repliesSchema,
      body: { requests },
    });
    return withLongestRetryAfter(
      reads.map((_, index) => {
        const reply = value.responses.find(({ id }) => id === String(index));
        return reply === undefined ? lost() : responseOf(reply);
      }),
    );
  }

  const loader = new DataLoader<Read, Response | undefined>(readTogether, {
    cache: false,
    maxBatchSize: MOST_IN_A_BATCH,
    batchScheduleFn: (send) => void setImmediate(send),
  });

  return {
    ...graph,
    isBatched: true,
    async call(method, route, path, options) {
      if (method !== 'GET' || options.version === 'beta') return graph.call(method, route, path, options);
      const response = await loader.load({
        route,
        path,
        ...(options.headers && { headers: options.headers }),
      });
      if (response === undefined) return graph.call(method, route, path, options);
      const call: Call = { service: 'Microsoft Graph', method, route };
      const reply = await readReply(call, response, now);
      const value = parseReply(call, reply, options.schema);
      return { value, ...(reply.requestId && { requestId: reply.requestId }) };
    },
  };
}

/** A part of the answer that got lost or is none: that one read must be made again. */
const lost = (): Response => new Response(null, { status: 503 });

function responseOf({
  status,
  headers,
  body,
}: z.output<typeof repliesSchema>['responses'][number]): Response {
  // What is read here is always an object.
  if (status < 300 && (typeof body !== 'object' || body === null)) return lost();
  try {
    const text = body === undefined || body === null ? null : JSON.stringify(body);
    return new Response(text, { status, headers: headers ?? {} });
  } catch {
    // A status or a header that HTTP does not know.
    return lost();
  }
}

/** They came together and come back together, so the one that has to wait longest holds for all. */
function withLongestRetryAfter(responses: Response[]): Response[] {
  const longest = Math.max(...responses.map(({ headers }) => Number(headers.get('retry-after')) || 0));
  if (longest > 0)
    for (const { ok, headers } of responses) if (!ok) headers.set('retry-after', String(longest));
  return responses;
}
