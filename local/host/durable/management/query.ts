import type { RuntimeStatus } from '../instances/instance';
import type { ListFilter } from '../instances/instance-index';

export const isTrue = (query: URLSearchParams, name: string): boolean =>
  /^(true|1)$/i.test(query.get(name) ?? '');

const STATUSES: RuntimeStatus[] = [
  'Pending',
  'Running',
  'ContinuedAsNew',
  'Suspended',
  'Completed',
  'Failed',
  'Terminated',
  'Canceled',
];

/** An unknown status is ignored, so that all are answered when none is known. */
export function filterOf(query: URLSearchParams): ListFilter {
  const asked = (query.get('runtimeStatus') ?? '').split(',').map((one) => one.trim().toLowerCase());
  const time = (name: string): string | undefined => {
    const text = query.get(name);
    return text === null || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();
  };
  const [createdFrom, createdTo, prefix] = [
    time('createdTimeFrom'),
    time('createdTimeTo'),
    query.get('instanceIdPrefix'),
  ];
  return {
    statuses: STATUSES.filter((status) => asked.includes(status.toLowerCase())),
    ...(createdFrom !== undefined && { createdFrom }),
    ...(createdTo !== undefined && { createdTo }),
    ...(prefix !== null && { prefix }),
  };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
