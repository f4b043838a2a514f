import { BASE, type Route } from './route';

/** The methods in which an address can be called, by the route table; none for an address that is none of ours. */
export function methodsAt(routes: readonly Route[], pathname: string): Route['method'][] {
  return routes.filter(({ path }) => templateOf(path).test(pathname)).map(({ method }) => method);
}

/** The host compares without regard to case, and passes over one slash at the end. */
const templateOf = (path: string): RegExp => {
  const escaped = `${BASE}${path}`.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${escaped}/?$`, 'i');
};
