import { controlOf } from '../../../src/controls/checklist';
import type { DesiredSettings } from '../../../src/controls/control';
import type { Values } from '../../../src/controls/values/value';
import { assess, type Finding } from '../../../src/domain/plan/assess-controls';
import { emptyPlan, type Plan, type PlanRules } from '../../../src/domain/plan/plan';
import { planChanges } from '../../../src/domain/plan/plan-changes';
import { say } from '../../../src/texts/say';
import { desiredSettings } from '../../support/controls/desired-settings';

const AT = '2026-03-02T08:00:00.000Z';
const RULES: PlanRules = { hash: (text) => `hash of ${text}`, alwaysApprove: false, isManual: () => false };
const BY_HAND: Partial<PlanRules> = { isManual: () => true };
const desired = desiredSettings();

/** What is found of one control: with these values, or not read at all. */
const found = (id: string, values?: Values, wish: DesiredSettings = desired): Finding[] =>
  assess([controlOf(id)], values === undefined ? [] : [{ kind: 'known', control: id, values, at: AT }], wish);
const plan = (findings: readonly Finding[], rules: Partial<PlanRules> = {}, wish = desired): Plan =>
  planChanges(findings, wish, { ...RULES, ...rules });
const nothing = (({ hash: _, ...rest }) => rest)(emptyPlan());
const { adminPage: TEAMS_PAGE, title: TEAMS_TITLE, risk: TEAMS_RISK } = controlOf('T-1');

describe('a plan of changes', () => {
  it('is empty before anything was found', () => {
    expect(plan([])).toEqual({ ...nothing, hash: 'hash of [[],null,null,[]]' });
    expect(emptyPlan().hash).toBe('');
  });

  it('names what is to be written, from which value to which, why, and at which risk', () => {
    const { text: reason, said: reasonSaid } = say('reason.teamsOff');
    expect(plan(found('T-1', { AllowGuestUser: false }))).toEqual({
      ...nothing,
      changes: [
        {
          control: 'T-1',
          title: TEAMS_TITLE,
          document: 'teamsClientConfiguration',
          property: 'AllowGuestUser',
          before: false,
          after: true,
          reason,
          reasonSaid,
          risk: TEAMS_RISK,
        },
      ],
      hash: 'hash of [[["T-1","AllowGuestUser",false,true]],null,null,[]]',
    });
    expect(plan(found('T-1', {})).changes).toMatchObject([{ before: null, after: true }]);
  });

  it.each<
    [what: string, control: string, values: Values, rules: Partial<PlanRules>, needsApproval: string[]]
  >([
    ['what opens wide', 'E-1', { allowInvitesFrom: 'none' }, {}, ['E-1']],
    ['no small change', 'T-1', { AllowGuestUser: false }, {}, []],
    ['every change of a strict tenant', 'T-1', { AllowGuestUser: false }, { alwaysApprove: true }, ['T-1']],
    ['nothing that a person sets', 'E-1', { allowInvitesFrom: 'none' }, BY_HAND, []],
    ['nothing that is right', 'E-1', { allowInvitesFrom: 'adminsAndGuestInviters' }, {}, []],
  ])('has a second person agree to %s', (_, control, values, rules, needsApproval) => {
    expect(plan(found(control, values), rules).needsApproval).toEqual(needsApproval);
  });

  it.each<[what: string, control: string, values: Values, part: Partial<Plan>]>([
    [
      'what is right as already right',
      'T-1',
      { AllowGuestUser: true, ShowTour: false },
      { alreadyRight: [note('T-1', 'true')] },
    ],
    [
      'each property by its name where a control has several',
      'F-6',
      { AllowTeamsConsumer: false, AllowTeamsConsumerInbound: true, ShowTour: false },
      { alreadyRight: [note('F-6', 'AllowTeamsConsumer false, AllowTeamsConsumerInbound true')] },
    ],
    [
      'what is right, and could be safer, twice',
      'E-1',
      { allowInvitesFrom: 'everyone' },
      {
        alreadyRight: [note('E-1', 'everyone')],
        notTouched: [note('E-1', say('keep.limitInvitations').text)],
      },
    ],
    [
      'what is only looked at as not touched',
      'F-3',
      { BlockAllSubdomains: true },
      { notTouched: [note('F-3', 'true')] },
    ],
    [
      'what is only looked at, and could be safer, once',
      'S-6',
      { isResharingByExternalUsersEnabled: true },
      { notTouched: [note('S-6', say('keep.noResharing').text)] },
    ],
    [
      'what no application can see',
      'S-7',
      {},
      { notTouched: [note('S-7', 'applications can’t read this setting')] },
    ],
  ])('notes %s', (_, control, values, part) => {
    expect(plan(found(control, values))).toMatchObject({ ...nothing, ...part });
  });

  it.each<[what: string, finding: Finding[], isClosed: boolean, text: string, whoCan: string]>([
    [
      'closes the way and is not ours',
      found('T-5', { isArchived: true }),
      true,
      say('reason.archived').text,
      say('who.teamOwner').text,
    ],
    ['may close it', found('F-8'), false, say('reason.bothSides').text, say('who.partnerFederation').text],
    ['was not read', found('T-1'), false, say('link.notRead').text, say('who.page').text],
  ])('leaves what %s, and says who can', (_, findings, isClosed, text, whoCan) => {
    const { id, title, adminPage } = findings[0]!.control;
    const [cannot] = plan(findings).cannot;
    expect(cannot).toEqual({
      control: id,
      title,
      text,
      said: expect.objectContaining({ code: expect.any(String) as string }) as object,
      isClosed,
      whoCan,
      whoCanSaid: expect.objectContaining({ code: expect.any(String) as string }) as object,
      adminPage,
    });
    expect(plan(findings)).toMatchObject({ ...nothing, cannot: [cannot] });
  });
});

describe('a part of a plan that a person sets', () => {
  const asked: unknown[] = [];
  const manual: Partial<PlanRules> = { isManual: (...of) => asked.push(of) > 0 };
  beforeEach(() => asked.splice(0));

  it('comes with its reason, its page and the line to type, and is no change of ours', () => {
    expect(plan(found('T-1', { AllowGuestUser: false }), manual)).toMatchObject({
      ...nothing,
      manualSteps: [
        {
          ...note('T-1', say('reason.teamsOff').text),
          document: 'teamsClientConfiguration',
          powerShell: 'Set-CsTeamsClientConfiguration -Identity Global -AllowGuestUser $true',
          adminPage: TEAMS_PAGE,
        },
      ],
    });
    expect(asked).toEqual([['teamsClientConfiguration', true]]);
  });

  it('comes without a line where there is none to type', () => {
    const values = { domains: { kind: 'allowNobody' } };
    expect(plan(found('E-3', values), manual).manualSteps).toMatchObject([
      { control: 'E-3', powerShell: '' },
    ]);
    const { inPowerShell: _, ...control } = controlOf('T-1');
    const unread = assess([control], [], desired);
    expect(plan(unread, manual).manualSteps).toMatchObject([{ control: 'T-1', powerShell: '' }]);
  });

  it('has the details before the switch they hang on', () => {
    const findings = [
      ...found('E-1', { allowInvitesFrom: 'none' }),
      ...found('T-1', { AllowGuestUser: false }),
      ...found('T-2'),
    ];
    expect(plan(findings, manual).manualSteps.map(({ control }) => control)).toEqual(['T-2', 'T-1', 'E-1']);
  });

  it('is to be checked first where nobody could read it, with what the wish would need', () => {
    expect(plan(found('T-1'), manual)).toMatchObject({
      ...nothing,
      manualSteps: [
        {
          ...note('T-1', `${say('plan.unreadCheck').text} ${say('reason.teamsOff').text}`),
          document: 'teamsClientConfiguration',
          powerShell: 'Set-CsTeamsClientConfiguration -Identity Global -AllowGuestUser $true',
          adminPage: TEAMS_PAGE,
        },
      ],
    });
    expect(asked).toEqual([['teamsClientConfiguration', false]]);
  });

  it('is left alone where nobody could read it and the wish does not need it', () => {
    const unread = note('F-6', say('plan.unreadNotAsked').text);
    expect(plan(found('F-6'), manual)).toMatchObject({ ...nothing, notTouched: [unread] });
  });

  it.each(['F-3', 'F-7'])('is never %s, which is only looked at', (id) => {
    expect(plan(found(id), manual)).toMatchObject({ ...nothing, cannot: [{ control: id }] });
    expect(asked).toEqual([]);
  });
});

function note(id: string, text: string): { control: string; title: string; text: string } {
  return { control: id, title: controlOf(id).title, text };
}
