import type { Permissions } from '../../controls/control';
import { permissionsInWords } from '../../controls/permissions';
import type { Verdict } from '../../enablement/conclusion';

export function lacking(missing: Permissions): Verdict {
  const text = `Our identity lacks ${permissionsInWords(missing)}.`;
  return {
    kind: 'PERMISSION',
    text,
    advice: ['Grant it with the deployment script, wait for a fresh token, and ask again.'],
  };
}

export const otherTenant = (): Verdict => ({
  kind: 'PERMISSION',
  text: 'Our identity belongs to another tenant than the request names.',
  advice: ['Check TENANT_ID and the managed identity of the app.'],
});

export const unreadable = (control: string, reason: string): Verdict => ({
  kind: 'UNKNOWN',
  control,
  text: `${control} could not be read: ${reason}`,
  advice: ['Nothing was changed. Read the raw error in the steps.'],
});
