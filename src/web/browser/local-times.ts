const FORMAT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};

/** Says moments in the time of whoever reads; they come in UTC. */
export function localTimes(root: ParentNode): void {
  const { lang } = document.documentElement;
  // The reader’s own kind of English, where that is what he reads.
  const locale = navigator.languages.find((one) => one.startsWith(lang)) ?? lang;
  const format = new Intl.DateTimeFormat(locale, FORMAT);
  for (const time of root.querySelectorAll('time'))
    time.textContent = format.format(Date.parse(time.dateTime));
}
