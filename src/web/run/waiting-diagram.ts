import { html, type Html } from '../html';
import type { Words } from '../words';

export interface Picture {
  medianHours: number;
  p95Hours: number;
  sinceHours: number;
  nextHours: number;
  /** What it shows, for whoever does not see it. */
  alternative: string;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [30, 385, 22, 150];
const DAY = 24;
const AXIS = [0, 4, 8, 12, 16, 20, 24];
/** Of a normal distribution: 95 % lie below. */
const Z95 = 1.645;

const x = (hours: number): number => round(LEFT + (Math.min(Math.max(hours, 0), DAY) / DAY) * (RIGHT - LEFT));
const y = (share: number): number => round(BOTTOM - share * (BOTTOM - TOP));
const round = (number: number): number => Math.round(number * 10) / 10;

/** The share of changes that are effective after so many hours, the delay being log-normal with these two quantiles. */
export function shareAfter(
  hours: number,
  { medianHours, p95Hours }: Pick<Picture, 'medianHours' | 'p95Hours'>,
): number {
  if (hours <= 0) return 0;
  const spread = Math.log(p95Hours / medianHours) / Z95;
  return normal(Math.log(hours / medianHours) / spread);
}

/** The logistic function lies within a hundredth of the normal distribution: closer than the figures are. */
const normal = (z: number): number => 1 / (1 + Math.exp(-(1.5976 * z + 0.07056 * z ** 3)));

/** A curve of how usual it is to be through by then, and the moment this run has come to. No attribute styles it. */
export function waitingPicture({ run: { wait } }: Words, picture: Picture): Html {
  const points = Array.from({ length: 97 }, (_, index) => (index / 96) * DAY);
  const curve = points.map((hours) => `${x(hours)} ${y(shareAfter(hours, picture))}`).join('L');
  const { medianHours, p95Hours, sinceHours, nextHours, alternative } = picture;
  const share = shareAfter(sinceHours, picture);
  const isLate = x(sinceHours) > (LEFT + RIGHT) / 2;
  const mark = (hours: number, at: number, label: string): Html =>
    html`<path class="guide" d="M${x(hours)} ${BOTTOM}V${y(at)}H${LEFT}" />
      <circle class="dot" cx="${x(hours)}" cy="${y(at)}" r="3.5" />
      <text class="label" x="${LEFT - 4}" y="${y(at) + 4}" text-anchor="end">${label}</text>`;
  return html`<svg class="picture" viewBox="0 0 400 190" role="img" aria-label="${alternative}">
    <path class="area" d="M${LEFT} ${BOTTOM}L${curve}L${RIGHT} ${BOTTOM}Z" />
    ${mark(medianHours, 0.5, '50%')} ${mark(p95Hours, 0.95, '95%')}
    <path class="curve" d="M${curve}" />
    <path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}" />
    ${AXIS.map(
      (hours) =>
        html`<text class="label" x="${x(hours)}" y="${BOTTOM + 16}" text-anchor="middle">${hours}</text>`,
    )}
    <text class="label" x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 34}" text-anchor="middle">${wait.axis}</text>
    <path class="next" d="M${x(nextHours)} ${BOTTOM - 7}v14" />
    <path class="now" d="M${x(sinceHours)} ${BOTTOM}V${TOP - 6}" />
    <circle class="now-dot" cx="${x(sinceHours)}" cy="${y(share)}" r="5" />
    <text
      class="now-label"
      x="${x(sinceHours) + (isLate ? -6 : 6)}"
      y="${TOP}"
      text-anchor="${isLate ? 'end' : 'start'}"
    >
      ${wait.now}
    </text>
  </svg>`;
}
