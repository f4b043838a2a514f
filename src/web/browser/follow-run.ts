import { localTimes } from './local-times';
import { partsIn, renew } from './parts';

/** Seconds to wait where the app could not be reached: longer each time, and never longer than this. */
const MOST = 300;
const FIRST = 15;

/** Keeps the page of a run up to date, as often as the app says. */
export function followRun(): void {
  const root = document.getElementById('run');
  const { follow, after } = root?.dataset ?? {};
  if (root === null || follow === undefined) return;
  const known = partsIn(root);
  localTimes(root);

  let pause = Number(after ?? 0);
  let isAway = false;
  let dueAt = Infinity;
  const wait = (): void => {
    dueAt = pause > 0 ? Date.now() + pause * 1000 : Infinity;
    if (pause > 0) setTimeout(look, pause * 1000);
  };
  const look = (): void => {
    // An earlier look, asked for by a page that came back to the front, has moved the next one.
    if (Date.now() < dueAt || document.hidden) return;
    dueAt = Infinity;
    void fetchParts(follow).then((fresh) => {
      if (fresh.kind === 'signedOut') return signedOut();
      if (fresh.kind === 'away') {
        pause = isAway ? Math.min(pause * 2, MOST) : FIRST;
        if (!isAway) connection().textContent = connection().dataset['offline'] ?? '';
        isAway = true;
        return wait();
      }
      if (isAway) connection().textContent = connection().dataset['online'] ?? '';
      isAway = false;
      pause = fresh.after;
      renew(root, known, fresh.parts);
      emitEvent(root);
      wait();
    });
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', () => {
    if (isAway) dueAt = 0;
    look();
  });
  emitEvent(root);
  wait();
}

type Fresh =
  { kind: 'fresh'; parts: DocumentFragment; after: number } | { kind: 'away' } | { kind: 'signedOut' };

async function fetchParts(from: string): Promise<Fresh> {
  try {
    const answer = await fetch(from, { redirect: 'error' });
    if (answer.status === 401) return { kind: 'signedOut' };
    if (!answer.ok) return { kind: 'away' };
    const template = document.createElement('template');
    // Made by the app, which escapes whatever people wrote.
    template.innerHTML = await answer.text();
    return { kind: 'fresh', parts: template.content, after: Number(answer.headers.get('retry-after') ?? 0) };
  } catch {
    return { kind: 'away' };
  }
}

/** Tells whoever listens instead of looking, and only what is new. */
function emitEvent(root: HTMLElement): void {
  const said = document.getElementById('said');
  const text = root.querySelector<HTMLElement>('[data-say]')?.dataset['say'] ?? '';
  if (said === null || said.dataset['last'] === text) return;
  // What stands there at first, everybody reads for himself.
  if (said.dataset['last'] !== undefined) said.textContent = text;
  said.dataset['last'] = text;
}

function signedOut(): void {
  const place = connection();
  const { signedOut: text = '', signIn = '' } = place.dataset;
  const link = document.createElement('a');
  link.href = location.pathname;
  link.textContent = signIn;
  place.replaceChildren(`${text} `, link);
}

const connection = (): HTMLElement => document.getElementById('connection') ?? document.body;
