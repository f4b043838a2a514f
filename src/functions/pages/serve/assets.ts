import { app } from '@azure/functions';
import type { PageContext } from './serve-page';
import { SAFE_HEADERS } from './page-answer';
import { unknownPage } from './unknown-page';

/** `/assets/{name}`: scripts and styles. A name holds a hash of what is in it, so that a browser asks once a year. */
export function registerAssets(pageContext: PageContext): void {
  const unknown = unknownPage(pageContext);
  app.http('pageAssets', {
    route: 'assets/{name}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: async (request, context) => {
      const asset = pageContext.assets.find(request.params['name'] ?? '');
      if (asset === undefined) return unknown(request, context);
      const isZipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
      return {
        headers: {
          ...SAFE_HEADERS,
          'content-type': asset.type,
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'accept-encoding',
          ...(isZipped && { 'content-encoding': 'gzip' }),
        },
        body: isZipped ? asset.zipped : asset.bytes,
      };
    },
  });
}
