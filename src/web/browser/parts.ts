import { localTimes } from './local-times';

/** The parts of a run's page, as they came from the app: what the script made of them since does not count. */
export type Parts = Map<string, string>;

export const partsIn = (root: ParentNode): Parts =>
  new Map(
    [...root.querySelectorAll<HTMLElement>('[data-part]')].map((part) => [nameOf(part), part.outerHTML]),
  );

/** Replaces the parts that came back different, each by itself, so that nobody is thrown out of a field. */
export function renew(root: HTMLElement, known: Parts, fresh: DocumentFragment): void {
  for (const part of fresh.querySelectorAll<HTMLElement>('[data-part]')) {
    const name = nameOf(part);
    const text = part.outerHTML;
    if (known.get(name) === text) continue;
    known.set(name, text);
    const old = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (old !== null) replace(old, part);
  }
}

function replace(old: HTMLElement, fresh: HTMLElement): void {
  const hadFocus = old.contains(document.activeElement);
  const focusId = hadFocus ? document.activeElement?.id : undefined;
  const unfolded = [...old.querySelectorAll('details')].map(({ open }) => open);
  for (const field of old.querySelectorAll('textarea')) {
    const same = fresh.querySelector<HTMLTextAreaElement>(`#${CSS.escape(field.id)}`);
    if (same !== null) same.value = field.value;
  }
  const details = fresh.querySelectorAll('details');
  details.forEach((one, index) => (one.open = one.open || unfolded[index] === true));
  localTimes(fresh);
  old.replaceWith(fresh);
  if (hadFocus) focusAgain(fresh, focusId);
}

/** Where the focus was, or at the beginning of what took its place: never at the top of the page. */
function focusAgain(fresh: HTMLElement, id: string | undefined): void {
  const same = id ? document.getElementById(id) : null;
  if (same !== null) return same.focus();
  fresh.tabIndex = -1;
  fresh.focus();
}

const nameOf = ({ dataset }: HTMLElement): string => dataset['part'] ?? '';
