import { checkAddress } from './check-address';
import { chooseTheme } from './choose-theme';

// What the pages do better with a script; none of them needs it.
chooseTheme();
checkAddress();
