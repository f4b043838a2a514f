import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { CHECKLIST } from '../../../src/controls/checklist';
import { advise, type Needs } from '../../../src/domain/enablement/goal-advice';
import { enablementRequestSchema } from '../../../src/domain/enablement/request';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { html } from '../../../src/web/html';
import { languageFor } from '../../../src/web/language';
import { errorText } from '../../../src/web/request/field-errors';
import { ANSWERS } from '../../../src/web/request/needs';
import { bodyOf, faultsOf, FIELDS, valuesOf } from '../../../src/web/request/request-form';
import { shareAfter } from '../../../src/web/run/waiting-diagram';
import { wordsIn } from '../../../src/web/words';
import { TENANT_ID } from '../../support/start/start-gastvrij';

const needs = (more: Partial<Needs>): Needs => ({
  work: 'team',
  people: 'few',
  addresses: 'work',
  oneChannel: 'no',
  ...more,
});

describe('the advice', () => {
  it.each([
    [{}, 'guestAccess'],
    [{ addresses: 'private' }, 'guestAccess'],
    [{ people: 'many' }, 'both'],
    [{ work: 'both' }, 'both'],
    [{ work: 'chat' }, 'externalAccess'],
    [{ work: 'chat', people: 'many' }, 'externalAccess'],
    [{ oneChannel: 'yes' }, 'sharedChannel'],
    [{ oneChannel: 'yes', addresses: 'unknown' }, 'guestAccess'],
    [{ work: 'meetings' }, 'neither'],
    [{ work: 'file', people: 'many' }, 'neither'],
  ] as [Partial<Needs>, string][])('for %j is %s', (desired, recommendation) => {
    expect(advise(needs(desired)).recommendation).toBe(recommendation);
  });

  it('warns whoever wants to chat with private addresses, and nobody who only invites guests', () => {
    expect(advise(needs({ work: 'chat', addresses: 'private' })).warnings).toEqual(['privateAddresses']);
    expect(advise(needs({ addresses: 'private' })).warnings).toEqual([]);
  });

  it('gives a reason for every set of answers', () => {
    for (const work of ANSWERS.work)
      for (const people of ANSWERS.people)
        for (const addresses of ANSWERS.addresses)
          for (const oneChannel of ANSWERS.oneChannel)
            expect(advise({ work, people, addresses, oneChannel }).because).not.toEqual([]);
  });
});

describe('HTML', () => {
  it('lets no text become markup', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { text: made } = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`;
        const inside = made.replace(/^<p title="|">|<b>|<\/b>|<\/p>$/g, '');
        expect(inside).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('leaves out what is not there', () => {
    expect(html`a${undefined}b${false}c${0}${[]}d`.text).toBe('abc0d');
  });
});

describe('a language', () => {
  it.each([
    [null, 'en'],
    ['nl', 'nl'],
    ['nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
    ['en;q=0.5, nl;q=0.7', 'nl'],
    ['de, fr;q=0.9', 'en'],
    ['de, nl;q=0', 'en'],
    ['nl;q=x, en', 'en'],
    [';;,,', 'en'],
  ])('for %j is %s', (accepted, language) => {
    expect(languageFor(accepted)).toBe(language);
  });
});

describe('the words', () => {
  const [en, nl] = [wordsIn('en'), wordsIn('nl')];
  /** Every text by its place; functions are called with something. */
  const textsIn = (words: unknown, place = ''): [string, string][] => {
    if (typeof words === 'string') return [[place, words]];
    if (typeof words === 'function')
      return [[place, String((words as (...of: unknown[]) => string)(1, 2, 3))]];
    return Object.entries(words as object).flatMap(([name, more]) => textsIn(more, `${place}/${name}`));
  };

  it('say the same things in both languages, lists included', () => {
    expect(textsIn(nl).map(([place]) => place)).toEqual(textsIn(en).map(([place]) => place));
  });

  it('are nowhere left untranslated by mistake', () => {
    const dutch = new Map(textsIn(nl));
    const same = textsIn(en).filter(
      ([place, text]) => dutch.get(place) === text && /\w{3,} \w{3,}/.test(text),
    );
    expect(same).toEqual([]);
  });

  it('tell every problem that the handlers behind the buttons may answer', () => {
    const files = ['confirm', 'decide', 'extend', 'request', 'command', 'undo'].map(
      (name) => `enablements/${name}-enablement`,
    );
    const sources = [...files, 'delivery/replay-run-events', 'http/too-many-requests', 'http/problem'].map(
      (name) => readFileSync(path.join(__dirname, '../../../../src/functions', `${name}.ts`), 'utf8'),
    );
    const types = sources.flatMap((source) =>
      [...source.matchAll(/ type: '([a-z-]+)'/g)].map(([, type]) => type),
    );
    expect(types.length).toBeGreaterThan(10);
    expect(types.filter((type) => !((type ?? '') in en.signIn.problems))).toEqual([]);
  });

  it('name every switch that can be changed', () => {
    const changeable = CHECKLIST.filter(({ can }) => can === 'change').map(({ id }) => id);
    expect(changeable.filter((id) => !(id in nl.controls))).toEqual([]);
  });
});

describe('the form', () => {
  it('has a field for whatever can be asked, and says of each what is wrong with it', () => {
    const asked = Object.keys(enablementRequestSchema.shape);
    const elsewhere = ['requestedBy', 'dryRun', 'callbackUrl', 'callbackFormat', 'callbackEvents'];
    expect([...FIELDS, ...elsewhere].sort()).toEqual(asked.sort());
  });

  it('gives back the request it was filled from', () => {
    const body = {
      goal: 'both',
      tenantId: TENANT_ID,
      partnerDomains: ['fabrikam.example', 'litware.example'],
      testGuestEmail: 'probe@fabrikam.example',
      justification: 'Two\nlines',
      enableUntil: '2027-01-31T23:59:59Z',
      profile: 'selfService',
      guestCalling: 'on',
      allowConsumer: true,
      deadlineHours: 4,
    };
    const parsed = parseRequest({ ...body, requestedBy: 'Ada', dryRun: true }, {});
    if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
    const again = parseRequest(bodyOf(valuesOf(parsed.request), 'Ada'), {});
    expect(again).toEqual(parsed);
  });

  it.each([
    ['probe+1@fabrikam.example', 'Microsoft refuses “+”'],
    ['probe@contoso.example', 'contoso.example is your own domain'],
    ['probe', 'Write a full e-mail address'],
    ['', 'Give a mailbox'],
  ])('says of the test guest "%s": %s', (testGuestEmail, text) => {
    expect(errorText(wordsIn('en'), 'testGuestEmail', { testGuestEmail }, ['contoso.example'])).toContain(
      text,
    );
  });

  it('finds the field of every violation, whatever is typed', () => {
    const values = fc.record(Object.fromEntries(FIELDS.map((field) => [field, fc.string()])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(values, (typed) => {
        const parsed = parseRequest(bodyOf(typed, 'Ada'), {});
        if (parsed.kind === 'rejected') expect(faultsOf(parsed.violations).others).toEqual([]);
      }),
    );
  });
});

describe('the picture of the wait', () => {
  it('puts half and 95 of a hundred where the figures are', () => {
    const figures = { medianHours: 5, p95Hours: 18 };
    expect(shareAfter(0, figures)).toBe(0);
    expect(shareAfter(5, figures)).toBeCloseTo(0.5, 5);
    expect(shareAfter(18, figures)).toBeCloseTo(0.95, 2);
  });
});
