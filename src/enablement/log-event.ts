/** What an operator's queries look for (docs/runbook.md). No name, address, secret or token ever stands in one. */
export type LogEvent =
  | { event: 'runAccepted'; enablement: string; tenant: string; goal: string }
  | { event: 'stepRecorded'; enablement: string; tenant: string; step: string; outcome: string }
  | {
      event: 'runFinished';
      enablement: string;
      tenant: string;
      outcome: string;
      verdict?: string;
      rung?: number;
      /** From being accepted. */
      minutes: number;
    }
  | {
      event: 'serviceBusy';
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
  /** It stands until then, ISO 8601, and that is near. */
  | { event: 'enablementEnding'; enablement: string; tenant: string; until: string }
  | {
      event: 'auditFinished';
      tenant: string;
      audit: string;
      outcome: string;
      findings: number;
      minutes: number;
    }
  /** Since when it should have begun, or has not ended; ISO 8601. */
  | { event: 'auditOverdue'; audit: string; reason: 'notBegun' | 'notEnded'; since: string };

export type Log = (entry: LogEvent) => void;

/** One line of JSON, with `event` first: queries look for it there without reading every line. */
export const inOneLine = ({ event, ...rest }: LogEvent): string => JSON.stringify({ event, ...rest });
