import type { Caller } from '../access/caller';
import { html, type Content, type Html } from './html';
import { LANGUAGES, type Language } from './language';
import { THEMES } from './preferences';
import type { Reader } from './reader';

type Section = 'ask' | 'requests' | 'approvals' | 'tenants' | 'audits';

export interface Page {
  title: string;
  /** Where it belongs in the navigation. */
  section?: Section;
  body: Content;
  /** Whether something is wrong: then its title says so too. */
  hasErrors?: boolean;
  /** The form of the page that carries the choice of a language, so that what was typed comes along. */
  carrier?: string;
}

const SECTIONS: readonly [Section, string][] = [
  ['ask', '/'],
  ['requests', '/requests'],
  ['approvals', '/approvals'],
  ['tenants', '/tenants'],
  ['audits', '/audits'],
];

const NAMES: Readonly<Record<Language, string>> = { en: 'English', nl: 'Nederlands' };

/** A whole document: the frame around every page. */
export function layout(reader: Reader, page: Page): Html {
  const { words, language, theme, urlOf } = reader;
  const { frame } = words;
  const title = page.hasErrors ? `${frame.error}: ${page.title}` : page.title;
  return html`<!doctype html>
    <html lang="${language}" data-theme="${theme}">
      <head>
        <meta charset="utf-8" />
        <title>${title} · Gastvrij</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="${urlOf('icon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${urlOf('styles.css')}" />
        <script type="module" src="${urlOf('app.js')}"></script>
      </head>
      <body>
        <a class="skip" href="#main">${frame.skip}</a>
        ${header(reader, page)}
        <main id="main" tabindex="-1">${page.body}</main>
        ${footer(reader, page)}
      </body>
    </html>`;
}

function header(reader: Reader, { section }: Page): Html {
  const { words, caller } = reader;
  const { frame } = words;
  const links = SECTIONS.map(
    ([name, to]) =>
      html`<li>
        <a href="${to}" ${name === section && html`aria-current="page"`}>${frame.pages[name]}</a>
      </li>`,
  );
  return html`<header class="top">
    <a class="brand" href="/">${MARK}<span>Gastvrij</span></a>
    ${
      caller &&
      html`<nav aria-label="${frame.nav}">
          <ul>
            ${links}
          </ul>
        </nav>
        ${account(reader, caller)}`
    }
  </header>`;
}

function account({ words: { frame }, signOut }: Reader, { name, roles }: Caller): Html {
  const what = roles.map((role) => frame.roles[role]).join(', ') || frame.noRoles;
  return html`<div class="account">
    <p>
      <span class="hidden">${frame.signedInAs}</span> <strong>${name}</strong>
      <span class="roles">${what}</span>
    </p>
    ${
      signOut.by === 'link'
        ? html`<a class="button quiet" href="${signOut.to}">${frame.signOut}</a>`
        : html`<form method="post" action="${signOut.to}">
            <button class="quiet">${frame.signOut}</button>
          </form>`
    }
  </div>`;
}

/** A door that stands ajar. */
const MARK = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect class="mark-frame" x="2" y="2" width="28" height="28" rx="7" />
  <path class="mark-door" d="M9 7h14v18H9z" />
  <path class="mark-leaf" d="M9 7l9 3v18l-9-3z" />
  <circle class="mark-knob" cx="15.2" cy="18.4" r="1.3" />
</svg>`;

function footer(reader: Reader, { carrier }: Page): Html {
  const { words, language, theme, here } = reader;
  const { frame } = words;
  const own = 'preferences';
  const form = carrier ?? own;
  const languages = LANGUAGES.map(
    (one) =>
      html`<button
        class="choice"
        form="${form}"
        formnovalidate
        name="language"
        value="${one}"
        lang="${one}"
        aria-pressed="${one === language ? 'true' : 'false'}"
      >
        ${NAMES[one]}
      </button>`,
  );
  const themes = THEMES.map(
    (one) =>
      html`<button
        class="choice"
        form="${form}"
        formnovalidate
        name="theme"
        value="${one}"
        aria-pressed="${one === theme ? 'true' : 'false'}"
      >
        ${frame.themes[one]}
      </button>`,
  );
  return html`<footer class="bottom">
    <p>${frame.about}</p>
    <form id="${own}" method="post" action="/preferences">
      <input type="hidden" name="to" value="${here}" />
    </form>
    <div class="choices" role="group" aria-label="${frame.language}">${languages}</div>
    <div class="choices" role="group" aria-label="${frame.theme}">${themes}</div>
  </footer>`;
}
