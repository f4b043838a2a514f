import type { Needs } from '../../domain/enablement/goal-advice';

/** The answers each question takes, in the order of the page. */
export const ANSWERS: { readonly [Question in keyof Needs]: readonly Needs[Question][] } = {
  work: ['team', 'chat', 'both', 'meetings', 'file'],
  people: ['few', 'many'],
  addresses: ['work', 'private', 'unknown'],
  oneChannel: ['yes', 'no'],
};

export type Question = keyof Needs;
export const QUESTIONS = Object.keys(ANSWERS) as Question[];

/** What is taken for an answer where nobody gave one; what people want to do, they must say themselves. */
export const USUAL: Omit<Needs, 'work'> = { people: 'few', addresses: 'unknown', oneChannel: 'no' };

/** The needs that stand in an address or a form; undefined where the first question has no answer. */
export function needsIn(form: URLSearchParams): Needs | undefined {
  const answerTo = <Q extends Question>(question: Q): Needs[Q] | undefined =>
    ANSWERS[question].find((answer) => answer === form.get(question));
  const work = answerTo('work');
  if (work === undefined) return undefined;
  const { people, addresses, oneChannel } = USUAL;
  return {
    work,
    people: answerTo('people') ?? people,
    addresses: answerTo('addresses') ?? addresses,
    oneChannel: answerTo('oneChannel') ?? oneChannel,
  };
}
