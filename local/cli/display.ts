import { inWords } from '../../src/controls/values/value';
import type { Fix } from '../../src/domain/diagnosis/checklist-entry';
import type { EnablementStatus } from '../../src/domain/enablement/status';
import type { Step } from '../../src/domain/enablement/step';

/** What a person, or a program, sees of a run while it goes on. */
export interface Display {
  opened(about: { tenantName: string; api: string; id: string }): void;
  step(step: Step): void;
  /** While nothing happens: where the time stands and what is waited for. */
  waiting(now: number, status: EnablementStatus): void;
  closed(status: EnablementStatus): void;
}

/** One JSON object a line; the last one is the final status document. */
export function jsonDisplay(write: (line: string) => void): Display {
  const line = (value: unknown): void => write(`${JSON.stringify(value)}\n`);
  return {
    opened: (about) => line({ event: 'accepted', ...about }),
    step: (step) => line({ event: 'step', ...step }),
    waiting: () => undefined,
    closed: (status) => line(status),
  };
}

/** @param isTerminal whether a line may be written over */
export function textDisplay(write: (text: string) => void, isTerminal: boolean): Display {
  let startedAt: number | undefined;
  let hasProgress = false;

  const clear = (): void => {
    if (hasProgress) write('\r\u001b[K');
    hasProgress = false;
  };
  const since = (time: number): string => {
    startedAt ??= time;
    const minutes = Math.floor((time - startedAt) / 60_000);
    return `+${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  };

  return {
    opened({ tenantName, api, id }) {
      write(`Enablement ${id} in the simulated tenant "${tenantName}" (${api})\n\n`);
    },
    step({ ended, text, kind }) {
      clear();
      if (kind !== 'finished') write(`  ${since(Date.parse(ended))}  ${text}\n`);
    },
    waiting(now, { proof }) {
      if (!isTerminal || proof === undefined) return;
      clear();
      const next = proof.nextTryAt === undefined ? '' : `, next try ${since(Date.parse(proof.nextTryAt))}`;
      write(`  ${since(now)}  … waiting: ${proof.tries} tries, rung ${proof.highestRung} reached${next}`);
      hasProgress = true;
    },
    closed(status) {
      clear();
      for (const paragraph of runEnd(status)) write(`${paragraph}\n`);
    },
  };
}

function runEnd(status: EnablementStatus): string[] {
  const { outcome = '', summary, assurance, plan, cleanUp, verdict, explanation, links } = status;
  return [
    '',
    `Outcome    ${outcome}`,
    ...wrap('In words', summary),
    ...(assurance
      ? [
          ...wrap('Assurance', `rung ${assurance.rung}: ${assurance.claim}`),
          ...wrap('Not proven', assurance.notProven),
        ]
      : []),
    ...(verdict ? verdict.advice.flatMap((advice) => wrap('Advice', advice)) : []),
    ...(explanation?.fix ? fixInLines(explanation.fix) : []),
    ...(explanation && explanation.alsoClosed.length > 0
      ? wrap('Closed too', explanation.alsoClosed.join(', '))
      : []),
    ...(plan?.changes ?? []).map(
      ({ control, property, before, after }) =>
        `Plan       ${control} ${property}: ${inWords(before)} → ${inWords(after)}`,
    ),
    ...(cleanUp && cleanUp.removed.length > 0 ? wrap('Removed', cleanUp.removed.join(', ')) : []),
    ...(cleanUp && cleanUp.left.length > 0 ? wrap('Left', cleanUp.left.join(', ')) : []),
    `Evidence   ${status.steps.count} hash-chained steps: GET ${links.steps}`,
  ];
}

export const fixInLines = ({ adminPage, powerShell }: Fix): string[] => [
  ...wrap('Page', adminPage),
  // Never broken: it is to be copied.
  ...(powerShell === undefined ? [] : [`PowerShell ${powerShell}`]),
];

/** A label and its text in lines of at most a hundred characters. */
export function wrap(label: string, text: string): string[] {
  const lines = text.match(/.{1,88}(?:\s|$)/g) ?? [text];
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(11)}${line.trimEnd()}`);
}
