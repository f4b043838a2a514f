import type { Explanation, Waiting } from '../../src/domain/diagnosis/explanation';
import { CHECKLIST_STAGES, type ChecklistEntry } from '../../src/domain/diagnosis/checklist-entry';
import { fixInLines, wrap } from './display';

/** An explanation as people read it: the one cause, the way in at a glance, and what else is in the way. */
export function explanationInLines(guest: string, explanation: Explanation): string[] {
  const { verdict, confidence, waiting, fix, alsoClosed, checklist: chain, raw } = explanation;
  const { kind, control } = verdict;
  const rest = chain.filter((link) => link.control !== control);
  return [
    `Why ${guest} cannot get in`,
    '',
    `Verdict    ${kind}${control === undefined ? '' : ` ${control}`}, confidence ${confidence}`,
    ...wrap('Cause', verdict.text),
    ...(raw === undefined ? [] : wrap('Words', raw)),
    ...wrap('Waiting', waitingInWords(waiting)),
    ...verdict.advice.flatMap((advice) => wrap('Advice', advice)),
    ...(fix ? fixInLines(fix) : []),
    ...section(
      'The way in',
      CHECKLIST_STAGES.flatMap((stage) => stageInLines(stage, chain)),
    ),
    ...section('Closed too', rest.filter((link) => alsoClosed.includes(link.control)).flatMap(entryInLines)),
    ...section('May decide', rest.filter(({ state }) => state === 'mayDecide').flatMap(entryInLines)),
    ...section('Not readable', rest.filter(({ state }) => state === 'unknown').flatMap(entryInLines)),
  ];
}

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function waitingInWords({ helps, normalHours, longestHours, sinceHours }: Waiting): string {
  return [
    helps ? 'helps' : 'does not help',
    normalHours === undefined ? '' : `; a change takes effect within ${normalHours} h`,
    longestHours === undefined ? '' : `; after ${longestHours} h something else is the matter`,
    sinceHours === undefined ? '' : `; the last one was ${sinceHours} h ago`,
    '.',
  ].join('');
}

/** `  groups           CLOSED G-1, G-2; open G-3` */
function stageInLines(stage: string, chain: readonly ChecklistEntry[]): string[] {
  const links = chain.filter((link) => link.stage === stage);
  if (links.length === 0) return [];
  const words = Object.entries(WORDS).flatMap(([state, word]) => {
    const ids = links.filter((link) => link.state === state).map(({ control }) => control);
    return ids.length === 0 ? [] : [`${word} ${ids.join(', ')}`];
  });
  return [`  ${stage.padEnd(16)} ${words.join('; ')}`];
}

const WORDS: Readonly<Record<ChecklistEntry['state'], string>> = {
  closed: 'CLOSED',
  mayDecide: 'may decide',
  unknown: 'not readable',
  passed: 'passed',
  open: 'open',
};

function entryInLines({ control, title, state, text, fix }: ChecklistEntry): string[] {
  const about = wrap(control, `${title}. ${text}`);
  return [...about, ...(state === 'closed' && fix ? fixInLines(fix) : [])].map((line) => `  ${line}`);
}
