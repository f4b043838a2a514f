import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { isFromAnotherSite } from '../../access/cross-site';
import type { Reader } from '../../web/reader';
import { readBytes } from '../json-body';
import { answering, problem } from '../problem';
import { problemAsPage, sealed } from './page-answer';
import type { House } from './serve-page';
import { readerOf } from './visit';

export interface OpenVisit {
  reader: Reader;
  /** What was typed; empty for a page that is only looked at. */
  form: URLSearchParams;
  request: HttpRequest;
}

/** Registers a page for anybody: it says and does nothing that needs a name. */
export function serveOpenPage(
  { services, assets }: House,
  { name, route, method }: { name: string; route: string; method: 'GET' | 'POST' },
  handle: (visit: OpenVisit) => Promise<HttpResponseInit>,
): void {
  app.http(name, {
    route,
    methods: [method],
    authLevel: 'anonymous',
    handler: async (request, context) => {
      const reader = readerOf(request, services.door, assets);
      const answer = await answering(services, context, async () => {
        if (method === 'POST' && isFromAnotherSite(request.url, request.headers))
          return problem({ status: 403, type: 'from-another-site', title: 'Another site sent this.' });
        const bytes = method === 'POST' ? await readBytes(request) : new Uint8Array();
        const form = new URLSearchParams(Buffer.from(bytes).toString());
        return handle({ reader, form, request });
      });
      return sealed(problemAsPage(answer, { reader, form: new URLSearchParams() }));
    },
  });
}
