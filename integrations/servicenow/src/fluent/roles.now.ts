import { Role } from '@servicenow/sdk/core';

/** Whom Gastvrij signs in as: may deliver messages, and nothing else. */
export const messenger = Role({
  name: 'x_gstv_gastvrij.messenger',
  description: 'Delivers the messages of Gastvrij to its Scripted REST service. For an integration user.',
});

/** Who sets the app up. */
export const keeper = Role({
  name: 'x_gstv_gastvrij.keeper',
  description: 'Sets the properties of Gastvrij and reads which messages came in.',
});
