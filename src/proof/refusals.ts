import type { RefusalReason } from '../enablement/symptom';
import { symptomOf } from '../enablement/symptoms';
import type { RawError } from '../http/faults';

export type { RefusalReason };

/** Why Microsoft refused, by the one table of its words. */
export function reasonOf({ status, message = '' }: RawError): RefusalReason {
  return symptomOf(message)?.reason ?? (status === 401 ? 'missingPermission' : 'unknown');
}
