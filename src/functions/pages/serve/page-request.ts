import type { HttpRequest, InvocationContext } from '@azure/functions';
import type { Authenticator } from '../../../access/authorize';
import type { Caller } from '../../../access/caller';
import type { Assets } from '../../../web/assets';
import { preferencesIn } from '../../../web/preferences';
import type { Reader } from '../../../web/reader';
import { wordsIn } from '../../../web/words';

/** Somebody looks at a page, or sends its form. */
export interface PageRequest {
  caller: Caller;
  reader: Reader & { caller: Caller };
  /** What was typed; empty for a page that is only looked at. */
  form: URLSearchParams;
  request: HttpRequest;
  context: InvocationContext;
}

/** For whom a page is made, as far as a request says so before anybody has looked at who sends it. */
export function readerOf(request: HttpRequest, authenticator: Authenticator, assets: Assets): Reader {
  const preferences = preferencesIn(request.headers);
  const { pathname, search } = new URL(request.url);
  return {
    ...preferences,
    words: wordsIn(preferences.language),
    here: pathname + search,
    signOut: authenticator.easyAuth ? { by: 'link', to: '/.auth/logout' } : { by: 'form', to: '/sign-out' },
    urlOf: assets.urlOf,
  };
}

/** https://learn.microsoft.com/azure/app-service/configure-authentication-customize-sign-in-out */
export const signInUrl = ({ easyAuth }: Pick<Authenticator, 'easyAuth'>, to: string): string =>
  easyAuth
    ? `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(to)}`
    : `/sign-in?to=${encodeURIComponent(to)}`;

/** An address of ours that somebody named, or the front page: never another site's. */
export const ownAddress = (to: string | null): string =>
  to !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/';
