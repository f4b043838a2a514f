import { marksOf, openAddress, resealed } from '../access/sealed-address';
import { secretsIn } from '../access/secrets';
import type { Services } from '../services';
import type { Sweeping } from './sweeping';

/**
 * Seals anew, with the current secret, where a run calls back: an enablement with an end is told of it after a year, and
 * the earlier secret is to be taken away long before. Does nothing where there is no earlier one.
 */
export async function resealRun(
  { store, statusTokenSecret: secret }: Pick<Services, 'store' | 'statusTokenSecret'>,
  tenantId: string,
  id: string,
): Promise<void> {
  if (secretsIn(secret).length === 1) return;
  const address = await store.findAddress(tenantId, id);
  const sealed = address && resealed(secret, id, address.sealed);
  if (sealed === undefined) return;
  const [mark = ''] = marksOf(secret, openAddress(secret, id, sealed) ?? '');
  await store.replaceAddress(tenantId, id, { sealed, mark });
}

/** The same for the addresses that tenants have registered: they stand for as long as somebody leaves them. */
export async function resealRegistrations({ services, each }: Sweeping): Promise<void> {
  const { tenants, statusTokenSecret: secret } = services;
  if (secretsIn(secret).length === 1) return;
  const registered = (await tenants.list()).filter(({ registration }) => registration.auditCallbackSealed);
  const taskOf = ({ inForce }: (typeof registered)[number]) => ({
    chore: 'reseal',
    tenant: inForce.tenantId,
  });
  await each(registered, taskOf, async ({ inForce: { tenantId }, registration, etag }) => {
    const auditCallbackSealed = resealed(secret, tenantId, registration.auditCallbackSealed ?? '');
    // Changed meanwhile: whoever did, sealed it with the current secret, or the next sweep does.
    if (auditCallbackSealed && etag)
      await tenants.register(tenantId, { ...registration, auditCallbackSealed }, etag);
  });
}
