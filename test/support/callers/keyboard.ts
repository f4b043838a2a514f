import type { Page } from 'playwright-core';

/** What stands on whatever has the focus: its label or its text. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  const text = one.getAttribute('aria-label') ?? (one.labels?.length ? one.labels[0].innerText : one.innerText) ?? '';
  const legend = one.closest('fieldset')?.querySelector('legend')?.innerText ?? '';
  return (one.type === 'radio' ? legend + ': ' : '') + text;
})()`;

/** Somebody without a mouse: every step is a key, and nothing is reached that the tabulator does not reach. */
export function keyboard(page: Page) {
  const focused = async (): Promise<string> =>
    ((await page.evaluate<string>(FOCUSED)) ?? '').replace(/\s+/g, ' ').trim();
  /** @throws Error with all that was passed, where it is not on the way */
  const tabTo = async (label: string): Promise<void> => {
    const passed: string[] = [];
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      const here = await focused();
      if (here.startsWith(label)) return;
      passed.push(here);
    }
    throw new Error(`No way to "${label}" by keyboard, past: ${passed.join(' | ')}`);
  };
  return {
    focused,
    tabTo,
    async choose(label: string): Promise<void> {
      await tabTo(label);
      await page.keyboard.press('Space');
    },
    async type(label: string, text: string): Promise<void> {
      await tabTo(label);
      await page.keyboard.type(text);
    },
    /** Presses a button or follows a link, and waits for the page it leads to. */
    async press(label: string): Promise<void> {
      await tabTo(label);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    },
  };
}
