import type { HttpHandler } from '@azure/functions';
import { problem } from '../problem';
import { problemAsPage, sealed } from './page-answer';
import type { House } from './serve-page';
import { readerOf } from './visit';

/** Whatever is no page of ours: anybody may know that. */
export const unknownPage =
  ({ services, assets }: House): HttpHandler =>
  async (request) => {
    const missing = problem({ status: 404, type: 'unknown-page', title: 'There is no such page.' });
    const reader = readerOf(request, services.door, assets);
    return sealed(problemAsPage(missing, { reader, form: new URLSearchParams() }));
  };
