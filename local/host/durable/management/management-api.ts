import type { DurableRequest, DurableResponse } from '../../contract';
import { empty, fault } from './answers';
import type { Handle, ManagementOptions } from './management';
import { purgeMany, purgeOne } from './purge-instances';
import { listInstances, showInstance } from './show-instances';
import { restart, startInstance } from './start-instance';
import { command, raiseEvent } from './tell-instance';

const ROUTES: [method: string, path: RegExp, handle: Handle][] = [
  ['POST', /^orchestrators\/([^/]+)(?:\/([^/]+))?\/?$/i, startInstance],
  ['GET', /^instances\/?$/i, listInstances],
  ['DELETE', /^instances\/?$/i, purgeMany],
  ['GET', /^instances\/([^/]+)\/?$/i, showInstance],
  ['DELETE', /^instances\/([^/]+)\/?$/i, purgeOne],
  ['POST', /^instances\/([^/]+)\/raiseEvent\/([^/]+)\/?$/i, raiseEvent],
  ['POST', /^instances\/([^/]+)\/(terminate|suspend|resume)\/?$/i, command],
  ['POST', /^instances\/([^/]+)\/restart\/?$/i, restart],
  [
    'POST',
    /^instances\/([^/]+)\/rewind\/?$/i,
    () => Promise.resolve(fault(501, 'The local host does not rewind instances.')),
  ],
  ['GET', /^entities\/.+$/i, () => Promise.resolve(fault(501, 'The local host has no entities.'))],
  ['POST', /^entities\/.+$/i, () => Promise.resolve(fault(501, 'The local host has no entities.'))],
];

/** The HTTP API by which the SDK, the demo and curious people manage orchestrations. */
export async function manage(options: ManagementOptions, request: DurableRequest): Promise<DurableResponse> {
  for (const [method, path, handle] of ROUTES) {
    const found = method === request.method ? path.exec(request.path) : null;
    if (found)
      return handle(
        options,
        request,
        ...found.slice(1).map((part: string | undefined) => decode(part ?? '')),
      );
  }
  return empty(404);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
