import type { Answer } from '../answers';
import type { TenantState } from '../tenant-state';
import { documentAt, type LaggingDocument } from './lagging-documents';

const HOUR = 3_600_000;

/** Readings that show for hours what stood there before, document by document: as a replica that is behind. */
export interface ReadingLag {
  /** From now on; 0 makes it current again. */
  set(document: LaggingDocument, hours: number): void;
  /** Keeps what stands there now, since it is about to change. @param route left out: any document may change */
  remember(route?: string): void;
  /** Answers a reading of this route as a replica would that is behind. */
  read<A extends Answer | Promise<Answer>>(route: string, answer: () => A): A;
}

export function createReadingLag(
  state: TenantState,
  now: () => number,
  initial: Partial<Record<LaggingDocument, number>>,
): ReadingLag {
  const lags = new Map(Object.entries(initial) as [LaggingDocument, number][]);
  /** What stood there until a moment, in the order of time. */
  const versions = new Map<LaggingDocument, { until: number; state: TenantState }[]>();

  /** The state that a replica of this document still shows. */
  function seenBy(document: LaggingDocument): TenantState | undefined {
    const behind = (lags.get(document) ?? 0) * HOUR;
    return versions.get(document)?.find(({ until }) => now() < until + behind)?.state;
  }

  return {
    set(document, hours) {
      lags.set(document, hours);
      if (hours === 0) versions.delete(document);
    },
    remember(route) {
      const only = route === undefined ? undefined : documentAt(route);
      for (const [document, hours] of lags) {
        if (hours === 0 || (route !== undefined && document !== only)) continue;
        const kept = (versions.get(document) ?? []).filter(({ until }) => now() < until + hours * HOUR);
        versions.set(document, [...kept, { until: now(), state: structuredClone(state) }]);
      }
    },
    read(route, answer) {
      const document = documentAt(route);
      const old = document && seenBy(document);
      if (old === undefined) return answer();
      // The services read one state, and read it in one go: it is exchanged for just so long.
      const { switches, ...rest } = state;
      const current = { ...rest, switches: { ...switches } };
      Object.assign(state, old, { switches: Object.assign(switches, old.switches) });
      const shown = answer();
      Object.assign(state, current, { switches: Object.assign(switches, current.switches) });
      return shown;
    },
  };
}
