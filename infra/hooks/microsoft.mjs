// @ts-check
import { execFileSync } from 'node:child_process';

/** A refusal, as Microsoft words it. */
export class Refused extends Error {
  /**
   * @param {string} what
   * @param {number} status
   * @param {string} words
   */
  constructor(what, status, words) {
    super(`${what} was refused (${status}): ${words}`);
    this.status = status;
    this.words = words;
  }
}

/**
 * Calls an interface of Microsoft as whoever is signed in to azd, or else to az.
 * @param {string} url where the interface is, without a slash at the end
 * @param {string} audience what tokens for it are asked for
 */
export function interfaceAt(url, audience) {
  /** @type {string | undefined} */
  let token;
  /**
   * @param {'GET' | 'POST' | 'PUT' | 'DELETE'} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>} the reply, or undefined where what was asked for does not exist
   */
  return async (method, path, body) => {
    token ??= tokenFor(`${audience}/.default`);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.ok) return text === '' ? {} : JSON.parse(text);
    if (answer.status === 404 && method !== 'POST') return undefined;
    throw new Refused(`${method} ${path.split('?')[0]}`, answer.status, wordsOf(text));
  };
}

/** @param {string} text */
function wordsOf(text) {
  try {
    return JSON.parse(text).error.message;
  } catch {
    return text.slice(0, 200);
  }
}

/** @param {string} scope */
function tokenFor(scope) {
  const ways = [
    ['azd', ['auth', 'token', '--scope', scope, '--output', 'json'], 'token'],
    ['az', ['account', 'get-access-token', '--scope', scope, '--output', 'json'], 'accessToken'],
  ];
  for (const [command, args, property] of /** @type {[string, string[], string][]} */ (ways)) {
    try {
      // On Windows az is a script, which only a shell starts.
      const shell = process.platform === 'win32';
      const said = execFileSync(command, args, {
        encoding: 'utf8',
        shell,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return JSON.parse(said)[property];
    } catch {
      // The next one may be there and signed in.
    }
  }
  throw new Error('Nobody is signed in: run azd auth login, or az login.');
}

/** Microsoft Graph, in whichever cloud. */
export const graphOf = (env = process.env) => {
  const url = env.GRAPH_URL || 'https://graph.microsoft.com';
  return interfaceAt(`${url}/v1.0`, url);
};
