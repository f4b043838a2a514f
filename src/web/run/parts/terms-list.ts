import type { Plan } from '../../../domain/plan/plan';
import { html, type Content } from '../../html';
import type { Reader } from '../../reader';
import { moment } from '../../time';

/** What whoever agrees to a plan agrees to besides its changes: until when, with which test guest, for whom. */
export function termsList(
  { words, language }: Pick<Reader, 'words' | 'language'>,
  { terms = {} }: Pick<Plan, 'terms'>,
): Content {
  const { facts } = words.run;
  const { enableUntil, testGuestEmail, partnerDomains } = terms;
  const rows: [string, Content][] = [
    [facts.until, enableUntil && moment(enableUntil, language)],
    [facts.testGuestEmail, testGuestEmail],
    [facts.partnerDomains, partnerDomains?.join(', ')],
  ];
  const shown = rows.filter(([, value]) => value !== undefined && value !== '');
  return (
    shown.length > 0 &&
    html`<dl class="facts">
      ${shown.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`
  );
}
