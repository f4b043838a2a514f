import type { HttpResponseInit } from '@azure/functions';
import { ROLES } from '../../../access/caller';
import { DEVELOPMENT_COOKIE, developmentCookie } from '../../../access/development-sign-in';
import { developmentSignInPage } from '../../../web/sign-in/development-sign-in-page';
import { pageAnswer, seeOther } from './page-answer';
import { serveOpenPage, type OpenPageRequest } from './serve-open-page';
import type { PageContext } from './serve-page';
import { ownAddress } from './page-request';

/** `/sign-in` and `/sign-out`, where a developer may be whoever he says; elsewhere the platform signs people in. */
export function registerSignIn(pageContext: PageContext): void {
  if (!pageContext.services.authenticator.developmentSignIn) return;
  const [route, isNameMissing] = ['sign-in', false];
  serveOpenPage(pageContext, { name: 'pageSignIn', route, method: 'GET' }, async ({ reader, request }) =>
    pageAnswer(developmentSignInPage(reader, { to: ownAddress(request.query.get('to')), isNameMissing })),
  );
  serveOpenPage(pageContext, { name: 'pageSignedIn', route, method: 'POST' }, signIn);
  serveOpenPage(pageContext, { name: 'pageSignOut', route: 'sign-out', method: 'POST' }, async () => ({
    ...seeOther('/sign-in'),
    cookies: [{ name: DEVELOPMENT_COOKIE, value: '', path: '/', maxAge: 0 }],
  }));
}

/** The cookie is believed on this machine only (`developmentCaller`). */
async function signIn({ form, reader }: OpenPageRequest): Promise<HttpResponseInit> {
  const name = form.get('name')?.trim() ?? '';
  const to = ownAddress(form.get('to'));
  if (name === '' || /[:,]/.test(name))
    return pageAnswer(developmentSignInPage(reader, { to, isNameMissing: true }), 422);
  const roles = ROLES.filter((role) => form.getAll('role').includes(role));
  const value = developmentCookie(name, roles);
  const cookie = { name: DEVELOPMENT_COOKIE, value, path: '/', httpOnly: true, sameSite: 'Lax' as const };
  return { ...seeOther(to), cookies: [cookie] };
}
