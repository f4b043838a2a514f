import type { en } from '../en';
import { advice } from './advice';
import { comparison } from './comparison';
import { controls } from './controls';
import { operator } from './operator';
import { signIn } from './sign-in';
import { form } from './form';
import { frame } from './frame';
import { run } from './run';

export const nl: typeof en = {
  language: 'nl',
  frame,
  advice,
  comparison,
  controls,
  form,
  run,
  operator,
  signIn,
};
