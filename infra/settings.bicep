@export()
@description('The settings of the app that an operator chooses, by the names src/config.ts gives them. What is left out or empty keeps its default; "vault" means that the value stands in the key vault, SOME_SETTING as the secret some-setting. To add one: a line here, and one in main.parameters.json.')
type chosenSettings = {
  @description('The group of the canary: a private, empty team used only for tests. Without it the proof ends with the invitation.')
  CANARY_GROUP_ID: string?

  @description('The mailbox that is invited as a test: yours, outside all your domains, without "+".')
  TEST_GUEST_EMAIL: string?

  @description('Who the app is towards Microsoft 365: "managedIdentity" (default; the tenant it is deployed in), "federatedApp" (other tenants too, without a secret) or "certificate".')
  IDENTITY: string?

  @description('The client id of the app registration other tenants consent to. With SERVES_OTHER_TENANTS the layer in entra/ makes one, and puts its id out as SERVICE_CLIENT_ID.')
  APP_CLIENT_ID: string?

  @description('With IDENTITY "certificate": the address of the certificate\'s secret in Key Vault.')
  CERTIFICATE_URL: string?

  @description('Where Microsoft Graph is, in a national cloud. Microsoft\'s public cloud when left out.')
  GRAPH_URL: string?

  @description('Where the Teams administration service is, in a national cloud. Microsoft\'s public cloud when left out.')
  TEAMS_ADMIN_URL: string?

  @description('"api" (default): the app sets what the Teams administration service holds. "manual": people do, and the app waits for them.')
  TEAMS_SETTINGS: string?

  @description('"whenLoosening" (default): a second person agrees to changes that open wide. "always": to every change.')
  APPROVAL: string?

  @description('Hours a second person has to decide; nobody\'s word counts as a no. 72 when left out.')
  APPROVAL_HOURS: string?

  @description('"vault": while a new STATUS_TOKEN_SECRET replaces another, that one stands in the vault as status-token-secret-previous.')
  STATUS_TOKEN_SECRET_PREVIOUS: ('' | 'vault')?

  @description('"on" (default here): callers come with an account of the tenant, or sign their requests. "off": they come with a function key.')
  EASY_AUTH: string?

  @description('"on": where callers come with function keys, a key may also agree to plans. Nobody can tell who holds one: for a trial. "off" when left out.')
  KEYS_MAY_APPROVE: string?

  @description('"vault": the secrets with which clients sign their requests stand in the vault.')
  CLIENT_SECRETS: ('' | 'vault')?

  @description('The tenants that clients are kept to, as JSON: {"servicenow": ["TENANT ID"]}. Every tenant when left out.')
  CLIENT_TENANTS: string?

  @description('The tenants that app roles are for, as JSON: {"Requester.Contoso": ["TENANT ID"]}. Every tenant when left out.')
  ROLE_TENANTS: string?

  @description('Requests that change something which one caller may make in a minute. 300 when left out.')
  REQUESTS_PER_MINUTE: string?

  @description('Reading calls one caller may make in a minute. 1200 when left out.')
  READS_PER_MINUTE: string?

  @description('When to audit every tenant, as NCRONTAB in UTC; "off": only when somebody asks. Every night at two when left out.')
  AUDIT_SCHEDULE: string?

  @description('When to clear away what tests left and what is older than it need be, as NCRONTAB in UTC; "off": only when somebody asks. Every night at half past four when left out.')
  CLEANUP_SCHEDULE: string?

  @description('Days for which the evidence is kept, counted from the end of an enablement or the start of an audit; so long can an enablement be undone. 400 when left out, 30 at least.')
  RETENTION_DAYS: string?

  @description('Days for which the histories of orchestrations are kept, counted from their start. 30 when left out, 7 at least, and never more than RETENTION_DAYS.')
  HISTORY_DAYS: string?

  @description('Exact host names that may be called back, with commas. Nobody is called back when left out.')
  CALLBACK_HOSTS: string?

  @description('"vault": the secret that signs callbacks, or two while one replaces the other, stand in the vault.')
  CALLBACK_SECRETS: ('' | 'vault')?

  @description('Seconds a receiver of callbacks has to answer. 15 when left out, and at most.')
  CALLBACK_TIMEOUT_SECONDS: string?

  @description('The host of the ServiceNow instance that is called back with OAuth; one of CALLBACK_HOSTS.')
  SERVICENOW_HOST: string?

  @description('The client id of the OAuth registration in that instance.')
  SERVICENOW_CLIENT_ID: string?

  @description('"vault": the secret of that registration stands in the vault.')
  SERVICENOW_CLIENT_SECRET: ('' | 'vault')?

  @description('The values of the state field for work in progress, closed complete and closed incomplete. 2,3,4 when left out.')
  SERVICENOW_STATES: string?

  @description('"vault": the address that is told what audits find, where a tenant names none of its own, stands in the vault.')
  AUDIT_CALLBACK_URL: ('' | 'vault')?

  @description('How that is dressed: "gastvrij" (default), "servicenow" or "teams".')
  AUDIT_CALLBACK_FORMAT: string?

  @description('When nobody is told what audits find, such as "22:00-07:00 Europe/Amsterdam". Never when left out.')
  QUIET_HOURS: string?

  @description('When to look after runs that stand still, as NCRONTAB in UTC. Every five minutes when left out.')
  SWEEP_SCHEDULE: string?
}
