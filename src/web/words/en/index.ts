import { advice } from './advice';
import { comparison } from './comparison';
import { controls } from './controls';
import { desk } from './desk';
import { door } from './door';
import { form } from './form';
import { frame } from './frame';
import { run } from './run';

/** The languages of the pages, as texts of records know them. */
const language = 'en' as 'en' | 'nl';

export const en = { language, frame, advice, comparison, controls, form, run, desk, door };
