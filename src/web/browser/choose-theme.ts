import { isTheme, THEME_COOKIE } from '../preferences';

const YEAR = 365 * 24 * 3600;

/** Light or dark at once, without loading the page anew. */
export function chooseTheme(): void {
  const choices = document.querySelectorAll<HTMLButtonElement>('button[name="theme"]');
  for (const choice of choices)
    choice.addEventListener('click', (event) => {
      if (!isTheme(choice.value)) return;
      event.preventDefault();
      document.documentElement.dataset['theme'] = choice.value;
      document.cookie = `${THEME_COOKIE}=${choice.value}; path=/; max-age=${YEAR}; samesite=lax`;
      for (const one of choices) one.setAttribute('aria-pressed', String(one === choice));
    });
}
