import { changedInWords } from '../../controls/values/list-change';
import type { Plan } from './plan';
import type { PlanTerms } from './plan-terms';

/** A plan for people, in plain text: what an approver reads. */
export function planTable(plan: Plan): string {
  const sections: [title: string, lines: string[]][] = [
    [
      'To be changed',
      plan.changes.flatMap(({ control, title, property, before, after, reason, risk }) => [
        `${control.padEnd(5)}${title}`,
        `     ${property}: ${changedInWords(before, after)}`,
        `     Why:  ${reason}`,
        `     Risk: ${risk}`,
      ]),
    ],
    [
      'To be changed by hand',
      plan.manualSteps.flatMap(({ control, title, text, powerShell, adminPage }) => [
        `${control.padEnd(5)}${title}: ${text}`,
        `     ${powerShell}`,
        `     ${adminPage}`,
      ]),
    ],
    [
      'Already right',
      plan.alreadyRight.map(({ control, title, text }) => `${control.padEnd(5)}${title}: ${text}`),
    ],
    [
      'Not touched',
      plan.notTouched.map(({ control, title, text }) => `${control.padEnd(5)}${title}: ${text}`),
    ],
    [
      'Not ours to change or to see',
      plan.cannot.flatMap(({ control, title, text, whoCan }) => [
        `${control.padEnd(5)}${title}: ${text}`,
        `     ${whoCan}`,
      ]),
    ],
    [
      'Benchmarks the tenant would no longer pass',
      plan.leavesBenchmarks.map(({ benchmark, control }) => `${benchmark} (${control})`),
    ],
    ['Domains to look at twice', (plan.domainNotices ?? []).map(({ text }) => text)],
    ['It is for', termsInWords(plan.terms ?? {})],
    ['A second person must agree to', plan.needsApproval.length > 0 ? [plan.needsApproval.join(', ')] : []],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const body = shown.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'));
  return `${[...body, `Plan ${plan.hash}`].join('\n\n')}\n`;
}

const termsInWords = ({ enableUntil, testGuestEmail, partnerDomains }: PlanTerms): string[] => [
  ...(enableUntil ? [`Until:      ${enableUntil}`] : []),
  ...(testGuestEmail ? [`Test guest: ${testGuestEmail}`] : []),
  ...(partnerDomains ? [`Partners:   ${partnerDomains.join(', ')}`] : []),
];
