/** A nightly audit is not on the minute: what was done in the night a week ago is due again. */
export const A_WEEK = 6.5 * 24 * 3_600_000;
/** What Microsoft allows once a day is not done a minute earlier, and so now and then a night later. */
export const A_DAY = 24 * 3_600_000;
