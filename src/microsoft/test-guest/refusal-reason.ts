import type { RefusalReason } from '../../domain/diagnosis/symptom';
import { symptomOf } from '../../domain/diagnosis/symptom-table';
import type { RawError } from '../http/service-errors';

export type { RefusalReason };

/** Why Microsoft refused, by the one table of its words. */
export function reasonOf({ status, message = '' }: RawError): RefusalReason {
  return symptomOf(message)?.reason ?? (status === 401 ? 'missingPermission' : 'unknown');
}
