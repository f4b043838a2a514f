import { NOTHING, type Permissions, type Reading } from '../../controls/control';
import { narrowed, permissionsInWords } from '../../controls/permissions';
import { NoToken, orNoToken } from '../../http/faults';

/**
 * The same readings; the reason of one that was refused names the permission that is missing.
 * @param readGrants what our tokens say we may do; asked only where something was refused
 */
export async function withLacksNamed(
  readings: readonly Reading[],
  readGrants: () => Promise<Permissions>,
): Promise<Reading[]> {
  const isRefused = readings.some((one) => one.kind === 'unknown' && one.missing);
  const granted = isRefused ? await orNoToken(readGrants()) : NOTHING;
  if (granted instanceof NoToken) return [...readings];
  return narrowed(readings, granted).map((reading) =>
    reading.kind === 'unknown' && reading.missing
      ? { ...reading, reason: `${reading.reason} Our identity lacks ${permissionsInWords(reading.missing)}.` }
      : reading,
  );
}
