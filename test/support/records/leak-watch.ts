import type { World } from '../../../local/world/world';
import { leaksIn, type Planted } from './planted-secrets';

/** Listens to a world, and knows what was written down in it that must not be. */
export interface LeakWatch {
  onStored(body: Buffer): void;
  /** Hears what was asked: an address to be called back at often opens something of its owner's. */
  onAsked(body: unknown): void;
  /** Hears what was answered: an address may carry the right to read a run, or to come back from a consent. */
  onAnswered(answer: Response): void;
  /** What stands in a line of a log, or in a row. @param more what else must not */
  leaks(world: World, more?: Planted): string[];
}

export function watchForLeaks(): LeakWatch {
  const stored: Buffer[] = [];
  const seen = new Map<string, string>();
  return {
    onStored: (body) => void stored.push(body),
    onAsked(body) {
      const { callbackUrl } = (typeof body === 'object' ? (body ?? {}) : {}) as { callbackUrl?: unknown };
      if (typeof callbackUrl === 'string' && URL.canParse(callbackUrl))
        seen.set(`the callback address ${callbackUrl}`, callbackUrl);
    },
    onAnswered({ headers }) {
      const location = headers.get('location');
      if (location === null || !URL.canParse(location)) return;
      for (const name of ['t', 'state']) {
        const value = new URL(location).searchParams.get(name);
        if (value) seen.set(`the parameter ${name} in ${location}`, value);
      }
    },
    leaks(world, more = new Map<string, string>()) {
      const planted: Planted = new Map([
        ...Object.entries(world.secrets()),
        ['the address of the receiver', world.receiver.host],
        ...seen,
        ...more,
      ]);
      const rows = Buffer.concat(stored).toString();
      return [...leaksIn('the log', world.output(), planted), ...leaksIn('what is stored', rows, planted)];
    },
  };
}
