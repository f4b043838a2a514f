import { advice } from './advice';
import { comparison } from './comparison';
import { controls } from './controls';
import { operator } from './operator';
import { signIn } from './sign-in';
import { form } from './form';
import { frame } from './frame';
import { run } from './run';

/** The languages of the pages, as texts of records know them. */
const language = 'en' as 'en' | 'nl';

export const en = { language, frame, advice, comparison, controls, form, run, operator, signIn };
