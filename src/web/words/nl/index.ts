import type { en } from '../en';
import { advice } from './advice';
import { comparison } from './comparison';
import { controls } from './controls';
import { desk } from './desk';
import { door } from './door';
import { form } from './form';
import { frame } from './frame';
import { run } from './run';

export const nl: typeof en = { language: 'nl', frame, advice, comparison, controls, form, run, desk, door };
