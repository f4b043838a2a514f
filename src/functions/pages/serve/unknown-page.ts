import type { HttpHandler } from '@azure/functions';
import { problem } from '../../http/problem';
import { problemAsPage, withSafeHeaders } from './page-answer';
import type { PageContext } from './serve-page';
import { readerOf } from './page-request';

/** Whatever is no page of ours: anybody may know that. */
export const unknownPage =
  ({ services, assets }: PageContext): HttpHandler =>
  async (request) => {
    const missing = problem({ status: 404, type: 'unknown-page', title: 'There is no such page.' });
    const reader = readerOf(request, services.authenticator, assets);
    return withSafeHeaders(problemAsPage(missing, { reader, form: new URLSearchParams() }));
  };
