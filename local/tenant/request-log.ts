/** One call to the simulated tenant, as a test or a curious person reads it. */
export interface LoggedRequest {
  /** ISO 8601, simulated. */
  time: string;
  service: 'identity' | 'graph' | 'teamsAdmin' | 'callbacks';
  method: string;
  /** The template: `/groups/{id}/members/$ref`. */
  route: string;
  path: string;
  status: number;
  body?: unknown;
  note?: string;
}

/** `12:00:05 graph POST /invitations 403`, a line a call. */
export const logLines = (log: readonly LoggedRequest[]): string[] =>
  log.map(
    ({ time, service, method, path, status, note }) =>
      `${time.slice(5, 19).replace('T', ' ')} ${service} ${method} ${path} ${status}${note ? ` (${note})` : ''}`,
  );
