import type { Verdict } from './conclusion';
import type { Proof } from './proof';

/** What only people can do or see; undefined where nothing waits for them. */
export function waitingForPeople({ byHand, stored, target, firstSuccessAt }: Proof): Verdict | undefined {
  const [first] = byHand;
  if (first !== undefined) {
    const names = byHand.map(({ title, control }) => `${title} (${control})`);
    const lines = byHand.map(({ powerShell }) => powerShell).filter((line) => line !== '');
    const pages = [...new Set(byHand.map(({ adminPage }) => adminPage))];
    return {
      kind: 'PENDING',
      control: first.control,
      text: `Waiting for a person: to be set by hand, and not seen to be done yet: ${names.join(', ')}.`,
      advice: [
        ...lines.map((line) => `Type in PowerShell, with the module MicrosoftTeams: ${line}`),
        ...pages.map((page) => `Or set it here: ${page}.`),
        'Gastvrij sees it by itself and goes on.',
      ],
    };
  }
  const [unread] = stored?.unread ?? [];
  if (unread === undefined || (target > 0 && firstSuccessAt === undefined)) return undefined;
  return {
    kind: 'PENDING',
    control: unread,
    text: `External access cannot be read (${stored?.unread.join(', ')}): nobody knows whether it is stored as wished.`,
    advice: ['Look in the Teams admin centre, under Users > External access.', 'Gastvrij keeps trying.'],
  };
}
