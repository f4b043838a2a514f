import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { isFromAnotherSite } from '../../../access/cross-site';
import type { Reader } from '../../../web/reader';
import { readBytes } from '../../http/json-body';
import { answering, problem } from '../../http/problem';
import { problemAsPage, withSafeHeaders } from './page-answer';
import type { PageContext } from './serve-page';
import { readerOf } from './page-request';

export interface OpenPageRequest {
  reader: Reader;
  /** What was typed; empty for a page that is only looked at. */
  form: URLSearchParams;
  request: HttpRequest;
}

/** Registers a page for anybody: it says and does nothing that needs a name. */
export function serveOpenPage(
  { services, assets }: PageContext,
  { name, route, method }: { name: string; route: string; method: 'GET' | 'POST' },
  handle: (pageRequest: OpenPageRequest) => Promise<HttpResponseInit>,
): void {
  app.http(name, {
    route,
    methods: [method],
    authLevel: 'anonymous',
    handler: async (request, context) => {
      const reader = readerOf(request, services.authenticator, assets);
      const answer = await answering(services, context, async () => {
        if (method === 'POST' && isFromAnotherSite(request.url, request.headers))
          return problem({ status: 403, type: 'from-another-site', title: 'Another site sent this.' });
        const bytes = method === 'POST' ? await readBytes(request) : new Uint8Array();
        const form = new URLSearchParams(Buffer.from(bytes).toString());
        return handle({ reader, form, request });
      });
      return withSafeHeaders(problemAsPage(answer, { reader, form: new URLSearchParams() }));
    },
  });
}
