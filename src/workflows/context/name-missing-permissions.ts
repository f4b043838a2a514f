import { NOTHING, type Permissions, type Reading } from '../../controls/control';
import { narrowed, sayPermissions } from '../../controls/permissions';
import { NoToken, orNoToken } from '../../microsoft/http/service-errors';
import { asRecorded, inOrder, say } from '../../texts/say';

/**
 * The same readings; the reason of one that was refused names the permission that is missing.
 * @param readGrants what our tokens say we may do; asked only where something was refused
 */
export async function withMissingNamed(
  readings: readonly Reading[],
  readGrants: () => Promise<Permissions>,
): Promise<Reading[]> {
  const isRefused = readings.some((one) => one.kind === 'unknown' && one.missing);
  const granted = isRefused ? await orNoToken(readGrants()) : NOTHING;
  if (granted instanceof NoToken) return [...readings];
  return narrowed(readings, granted).map((reading) => {
    if (reading.kind !== 'unknown' || !reading.missing) return reading;
    const lacks = say('verdict.lacks', { missing: sayPermissions(reading.missing).said });
    const { text, said } = inOrder(asRecorded(reading.reason, reading.reasonSaid), lacks);
    return { ...reading, reason: text, reasonSaid: said };
  });
}
