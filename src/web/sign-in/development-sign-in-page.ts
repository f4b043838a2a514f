import { textField } from '../fields';
import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';

const OFFERED = ['Requester', 'Approver', 'Operator', 'Reader'] as const;

/** A developer says who he is. */
export function developmentSignInPage(
  reader: Reader,
  { to, isNameMissing }: { to: string; isNameMissing: boolean },
): Html {
  const { signIn: authenticator, frame } = reader.words;
  const { title, lead, name, roles, roleHints, enter, nameMissing } = authenticator.developmentSignIn;
  const body = html`<section class="card narrow">
    <h1>${title}</h1>
    <p class="notice">${lead}</p>
    <form method="post" action="/sign-in" novalidate>
      <input type="hidden" name="to" value="${to}" />
      ${textField({
        name: 'name',
        label: name,
        value: 'ada@contoso.example',
        error: isNameMissing ? nameMissing : undefined,
        more: html`autocomplete="username"`,
      })}
      <fieldset class="field">
        <legend>${roles}</legend>
        ${OFFERED.map(
          (role, index) =>
            html`<label class="option">
              <input type="checkbox" name="role" value="${role}" ${index === 0 && html`checked`} />
              <span><strong>${frame.roles[role]}</strong> <small>${roleHints[role]}</small></span>
            </label>`,
        )}
      </fieldset>
      <p class="buttons"><button class="button primary">${enter}</button></p>
    </form>
  </section>`;
  return layout(reader, { title, body, hasErrors: isNameMissing });
}
