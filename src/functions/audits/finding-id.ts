import type { HttpResponseInit } from '@azure/functions';
import { problem } from '../http/problem';

/** The tenant and the key in a finding's id. Some clients encode what stands in an address once more. */
export function partsOfFindingId(id: string): { tenantId: string; key: string } {
  const plain = decoded(id);
  const [, tenantId = '', key = ''] = /^([0-9a-f-]{36})\.(.+)$/.exec(plain) ?? [];
  return { tenantId, key };
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export const tenantOfFinding = (id: string): string => partsOfFindingId(id).tenantId;

export const unknownFinding = (): HttpResponseInit =>
  problem({ status: 404, type: 'unknown-finding', title: 'There is no such open finding.' });
