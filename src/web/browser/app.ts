import { checkAddress } from './check-address';
import { chooseTheme } from './choose-theme';
import { followRun } from './follow-run';
import { localTimes } from './local-times';

// What the pages do better with a script; none of them needs it.
chooseTheme();
checkAddress();
followRun();
localTimes(document);
