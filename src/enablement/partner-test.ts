import type { PartnerTest } from './conclusion';

const USUAL_DELAY_HOURS = 24;

/** What is left to people: the partner lets us in too, and somebody sends a message. */
export function partnerTestFor(domains: readonly string[]): PartnerTest {
  return {
    state: 'pending',
    usualDelayHours: USUAL_DELAY_HOURS,
    message: [
      `Dear administrator of ${domains.join(', ')},`,
      'our side now lets your people and ours chat and call in Microsoft Teams (external access).',
      'Please check yours: Teams admin centre > Users > External access > Organization settings: allow our domain.',
      'It can take up to a day until it works everywhere. Organisations with trial licences only are refused by Microsoft.',
      'Then have somebody start a chat with one of us by exact address, and tell us whether it arrived.',
    ].join('\n'),
  };
}
