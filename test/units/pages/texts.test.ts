import { CHECKLIST } from '../../../src/controls/checklist';
import { explain } from '../../../src/domain/diagnosis/explain-evidence';
import { assess } from '../../../src/domain/plan/assess-controls';
import { english } from '../../../src/texts/en';
import { inLanguage } from '../../../src/texts/in-language';
import { dutch } from '../../../src/texts/nl';
import type { Said } from '../../../src/texts/said';
import { asRecorded, inOrder, say, verbatim } from '../../../src/texts/say';
import { symptomOf } from '../../../src/domain/diagnosis/symptom-table';
import { desiredSettings } from '../../support/controls/desired-settings';

const SETTING = { id: 'E-1', title: 'Who may invite guests' };
const BLOCKED = say('verdict.blocked', { setting: SETTING, reason: say('reason.invitersGated').said });

describe('a text of the catalogues', () => {
  it('is an English sentence, and what it was made of as plain JSON', () => {
    expect(BLOCKED.text).toBe(
      'Who may invite guests (E-1) blocks access. Administrators and Guest Inviters must be allowed to invite; otherwise nobody can.',
    );
    expect(JSON.parse(JSON.stringify(BLOCKED.said))).toEqual(BLOCKED.said);
    expect(inLanguage('en', BLOCKED.said)).toBe(BLOCKED.text);
  });

  it('is told in Dutch, with the Dutch title of the setting and the sentences in it', () => {
    expect(inLanguage('nl', BLOCKED.said)).toBe(
      'Wie gasten mag uitnodigen (E-1) blokkeert de toegang. Beheerders en uitnodigers van gasten moeten mogen uitnodigen; anders kan niemand het.',
    );
  });

  it('says a time as the page shows it, and keeps it in the record as it is', () => {
    const { text, said } = say('verdict.endPassed', { until: '2026-03-02T08:00:00.000Z' });
    expect(text).toContain('2026-03-02T08:00:00.000Z');
    expect(inLanguage('nl', said, () => '2 mrt 2026')).toContain('2 mrt 2026');
  });

  it.each([
    [0.5, '30 minutes', '30 minuten'],
    [1 / 60, '1 minute', '1 minuut'],
    [9.2, '9 hours', '9 uur'],
  ])('says %d hours as people do', (age, inEnglish, inDutch) => {
    const { text, said } = say('verdict.notEffectiveYet', { setting: SETTING, age, documented: 24 });
    expect(text).toContain(`${inEnglish} ago`);
    expect(inLanguage('nl', said)).toContain(`${inDutch} geleden`);
  });

  it('joins sentences to one text that can be told in both languages', () => {
    const { text, said } = inOrder(say('verdict.timeIsUp'), undefined, say('advice.wait'));
    expect(text).toBe('The time limit has passed. Wait: there is nothing to fix.');
    expect(inLanguage('nl', said)).toBe('De tijd is om. Wacht af: er hoeft niets te worden hersteld.');
  });

  it.each<[string, Said | undefined]>([
    ['a record from before there were catalogues', undefined],
    ['a code that nobody knows any more', { code: 'verdict.gone' }],
    ['a name that every object has', { code: 'constructor' }],
    ['parameters of another form', { code: 'verdict.blocked', params: { reason: 'text' } }],
    ['no parameters where some are needed', { code: 'paragraph' }],
  ])('has no words in any language for %s', (_, said) => {
    expect(inLanguage('nl', said)).toBeUndefined();
  });

  it('repeats what others said as they said it', () => {
    expect(inLanguage('nl', verbatim('Invitation is not allowed.').said)).toBe('Invitation is not allowed.');
    expect(asRecorded('Old text.').said).toEqual(verbatim('Old text.').said);
  });
});

describe('the catalogues', () => {
  const fixed = Object.entries<unknown>(english.texts).filter(([, entry]) => typeof entry === 'string');

  it('have other words in Dutch for every English sentence', () => {
    const inDutch: Readonly<Record<string, unknown>> = dutch.texts;
    expect(fixed.length).toBeGreaterThan(100);
    expect(fixed.filter(([code, text]) => inDutch[code] === text)).toEqual([]);
  });

  it('have a Dutch title for every setting of the checklist', () => {
    const titles: Readonly<Record<string, string>> = dutch.titles;
    expect(CHECKLIST.map(({ id }) => id).filter((id) => titles[id] === undefined)).toEqual([]);
  });

  it('say what administrators say, without pictures', () => {
    const pictures =
      /\b(door|gate|bell|mend|wish|wished|told|opens wide|put back|switch|by hand|somebody)\b/i;
    expect(fixed.filter(([, text]) => pictures.test(String(text)))).toEqual([]);
  });
});

describe('an explanation', () => {
  const desired = desiredSettings();
  const findings = assess(CHECKLIST, [], desired);
  const englishOnly = new Set(
    Object.values<unknown>(english.texts).filter((text) => typeof text === 'string'),
  );

  it.each(["We didn't find any matches", 'AADSTS50020', 'something new'])(
    'of “%s” says in Dutch all that it says in English',
    (raw) => {
      const symptom = symptomOf(raw);
      const { verdict, checklist: chain } = explain({
        desired,
        findings,
        past: new Map(),
        raw,
        ...(symptom && { symptom }),
      });
      const texts = [
        asRecorded(verdict.text, verdict.said),
        ...verdict.advice.map((line, index) => asRecorded(line, verdict.adviceSaid?.[index])),
        ...chain.map(({ text, said }) => asRecorded(text, said)),
      ];
      for (const { text, said } of texts) {
        expect(inLanguage('en', said)).toBe(text);
        expect(inLanguage('nl', said)).not.toBe(text);
        for (const sentence of englishOnly) expect(inLanguage('nl', said)).not.toContain(sentence);
      }
    },
  );
});
