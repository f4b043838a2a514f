/** What an operator's queries look for (docs/runbook.md). No name, address, secret or token ever stands in one. */
export type LogEvent =
  | { event: 'runAccepted'; enablement: string; tenant: string; goal: string }
  /** With its hash, so that the log bears out the evidence. */
  | {
      event: 'stepRecorded';
      enablement: string;
      tenant: string;
      step: string;
      outcome: string;
      hash: string;
    }
  | {
      event: 'runFinished';
      enablement: string;
      tenant: string;
      outcome: string;
      verdict?: string;
      rung?: number;
      /** From being accepted. */
      minutes: number;
      /** Of the step it ended with. */
      lastHash?: string;
    }
  /** The storage refused how it ended, in full: it says so in fewer words. */
  | { event: 'outcomeShortened'; enablement: string; tenant: string; reason: string }
  | {
      event: 'serviceThrottled';
      enablement: string;
      tenant: string;
      step: string;
      reason: string;
      /** Until it may be asked again. */
      seconds: number;
    }
  | ({ event: 'callbackGivenUp'; tenant: string; attempts: number; reason: string } & (
      | { enablement: string; format: string }
      /** What it had to tell. */
      | { audit: string }
    ))
  /** A delivery that broke whatever was to send it, by its webhook-id; said at its first try. */
  | { event: 'callbackDefective'; tenant: string; delivery: string }
  | {
      event: 'cleanupFinished';
      cleanup: string;
      dryRun: boolean;
      tenants: number;
      found: number;
      removed: number;
      left: number;
      /** Tenants where something broke. */
      missing: number;
      minutes: number;
    }
  /** It stands until then, ISO 8601, and that is near. */
  | { event: 'enablementExpiring'; enablement: string; tenant: string; until: string }
  | {
      event: 'auditFinished';
      tenant: string;
      audit: string;
      outcome: string;
      findings: number;
      minutes: number;
    }
  /** A list passed over a row that nobody can read. */
  | { event: 'recordUnreadable'; table: string; partition: string; row: string; reason: string }
  /** The sweeper could not do one thing, and went on with the others. */
  | { event: 'sweepFailed'; task: string; tenant?: string; item?: string; reason: string }
  | {
      event: 'sweepFinished';
      /** Tenants with work under way, those that were reached, and things that could not be done. */
      tenants: number;
      reached: number;
      failed: number;
      unreadable: number;
      seconds: number;
    }
  /** Since when it should have begun, or has not ended; ISO 8601. */
  | { event: 'auditOverdue'; audit: string; reason: 'notBegun' | 'notEnded'; since: string };

export type Log = (entry: LogEvent) => void;

/** One line of JSON, with `event` first: queries look for it there without reading every line. */
export const inOneLine = ({ event, ...rest }: LogEvent): string => JSON.stringify({ event, ...rest });
