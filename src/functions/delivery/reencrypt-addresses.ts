import { fingerprintsOf, decryptAddress, reencrypted } from '../../access/encrypted-address';
import { secretsIn } from '../../access/secrets';
import type { Services } from '../../composition/services';
import type { Sweeping } from '../timers/sweep-report';

/**
 * Encrypts anew, with the current secret, where a run calls back: an enablement with an end is told of it after a year, and
 * the earlier secret is to be taken away long before. Does nothing where there is no earlier one.
 */
export async function reencryptRunAddress(
  { store, statusTokenSecret: secret }: Pick<Services, 'store' | 'statusTokenSecret'>,
  tenantId: string,
  id: string,
): Promise<void> {
  if (secretsIn(secret).length === 1) return;
  const address = await store.findAddress(tenantId, id);
  const encrypted = address && reencrypted(secret, id, address.encrypted);
  if (encrypted === undefined) return;
  const [fingerprint = ''] = fingerprintsOf(secret, decryptAddress(secret, id, encrypted) ?? '');
  await store.replaceAddress(tenantId, id, { encrypted, fingerprint });
}

/** The same for the addresses that tenants have registered: they stand for as long as somebody leaves them. */
export async function reencryptTenantAddresses({ services, each }: Sweeping): Promise<void> {
  const { tenants, statusTokenSecret: secret } = services;
  if (secretsIn(secret).length === 1) return;
  const registered = (await tenants.list()).filter(
    ({ tenantSettings }) => tenantSettings.auditCallbackEncrypted,
  );
  const taskOf = ({ inForce }: (typeof registered)[number]) => ({
    task: 'reencrypt',
    tenant: inForce.tenantId,
  });
  await each(registered, taskOf, async ({ inForce: { tenantId }, tenantSettings, etag }) => {
    const auditCallbackEncrypted = reencrypted(secret, tenantId, tenantSettings.auditCallbackEncrypted ?? '');
    // Changed meanwhile: whoever did, encrypted it with the current secret, or the next sweep does.
    if (auditCallbackEncrypted && etag)
      await tenants.register(tenantId, { ...tenantSettings, auditCallbackEncrypted }, etag);
  });
}
