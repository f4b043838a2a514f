import { comparableAddress, emailViolation, forbiddenIn, shown } from '../../domain/input/test-guest-address';

/**
 * Says what is wrong with the address of the test guest while it is typed: at once what can only get worse, and once
 * the field is left what may have been only unfinished.
 */
export function checkAddress(): void {
  const field = document.querySelector<HTMLInputElement>('input[data-check="address"]');
  const error = document.getElementById('testGuestEmail-error');
  if (field === null || error === null) return;
  const { forbidden = '', ownDomain = '', wrong = '' } = field.dataset;
  let ownDomains: string[] = [];

  const complaint = (isLeft: boolean): string | undefined => {
    const address = field.value.trim();
    const character = forbiddenIn(address);
    if (character !== undefined) return forbidden.replace('{}', shown(character));
    const own = ownDomains.find((domain) => comparableAddress(address).endsWith(`@${domain}`));
    if (own !== undefined) return ownDomain.replace('{}', own);
    return isLeft && address !== '' && emailViolation(address) !== undefined ? wrong : undefined;
  };
  const show = (text: string | undefined): void => {
    error.textContent = text ?? '';
    error.hidden = text === undefined;
    error.closest('.field')?.classList.toggle('wrong', text !== undefined);
    if (text === undefined) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  };
  // Said politely, so that whoever types is not interrupted at every letter.
  error.setAttribute('aria-live', 'polite');
  field.setAttribute('aria-describedby', `testGuestEmail-hint ${error.id}`);
  field.addEventListener('input', () => show(complaint(false)));
  field.addEventListener('blur', () => {
    if (field.value !== '') show(complaint(true));
  });

  const tenantId = document.querySelector<HTMLInputElement>('[name="tenantId"]')?.value ?? '';
  void ownDomainsOf(tenantId).then((domains) => {
    ownDomains = domains;
    if (field.value !== '') show(complaint(document.activeElement !== field));
  });
}

/** None where they cannot be had: the server looks once more. */
async function ownDomainsOf(tenantId: string): Promise<string[]> {
  try {
    const answer = await fetch(`/tenants/${encodeURIComponent(tenantId)}/domains`);
    return answer.ok ? ((await answer.json()) as string[]) : [];
  } catch {
    return [];
  }
}
