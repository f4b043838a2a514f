// What Gastvrij needs in Entra, by the Microsoft Graph extension. It is a layer of its own: the compiler fetches the
// extension from Microsoft's registry, and whoever deploys it needs rights in Entra, not in Azure.
targetScope = 'resourceGroup'

extension microsoftGraphV1

@description('The name of the azd environment.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('What the app may do in Microsoft 365; docs/permissions.md lists the permissions of each set.')
param permissionSet 'auditOnly' | 'guestAccess' | 'externalAccess' | 'both' = 'both'

@description('false: the permissions are granted later, by somebody who may, with infra/hooks/postprovision.mjs.')
param grantPermissions bool = true

@description('Whether other tenants are served too: makes the registration they consent to. Afterwards set IDENTITY to federatedApp and APP_CLIENT_ID to what comes out as SERVICE_CLIENT_ID, and deploy again.')
param servesOtherTenants bool = false

@description('The function app; the first layer made it.')
param appName string

@description('Where the app is reached.')
param appUrl string

@description('The object id of the identity the app works as.')
param appPrincipalId string

@description('The object id of the identity that stands in for a client secret.')
param signInPrincipalId string

@description('The object id of the first operator: whoever deploys. Empty: nobody.')
param operatorId string = ''

var microsoftGraph = '00000003-0000-0000-c000-000000000000'
var issuer = '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
var permissions = loadJsonContent('../permissions.json')[permissionSet].graph
var uniqueName = 'gastvrij-${uniqueString(resourceGroup().id, environmentName)}'
var appRoles = [
  { value: 'Requester', does: 'Asks for access, and follows what was asked for.' }
  { value: 'Approver', does: 'Decides about plans of others.' }
  { value: 'Operator', does: 'Does everything, and looks after tenants and audits.' }
  { value: 'Reader', does: 'Reads everything, and changes nothing.' }
]

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: microsoftGraph
}

module service 'service.bicep' = if (servesOtherTenants) {
  name: 'service'
  params: {
    uniqueName: '${uniqueName}-service'
    displayName: 'Gastvrij service (${environmentName})'
    appUrl: appUrl
    permissions: permissions
    issuer: issuer
    appPrincipalId: appPrincipalId
  }
}

var worksAs = service.?outputs.principalId ?? appPrincipalId

resource grants 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for permission in (grantPermissions ? permissions : []): {
    principalId: worksAs
    resourceId: graph.id
    appRoleId: filter(graph.appRoles, role => role.value == permission)[0].id
  }
]

resource registration 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: 'Gastvrij (${environmentName})'
  signInAudience: 'AzureADMyOrg'
  web: {
    redirectUris: ['${appUrl}/.auth/login/aad/callback']
    implicitGrantSettings: { enableIdTokenIssuance: true }
  }
  api: { requestedAccessTokenVersion: 2 }
  appRoles: [
    for role in appRoles: {
      id: guid(uniqueName, role.value)
      value: role.value
      displayName: role.value
      description: role.does
      allowedMemberTypes: ['User', 'Application']
      isEnabled: true
    }
  ]
}

resource withoutSecret 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${registration.uniqueName}/sign-in-identity'
  description: 'The managed identity of the app proves itself in place of a client secret.'
  issuer: issuer
  subject: signInPrincipalId
  audiences: ['api://AzureADTokenExchange']
}

resource people 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: registration.appId
  // Nobody signs in who was not given a role.
  appRoleAssignmentRequired: true
}

resource firstOperator 'Microsoft.Graph/appRoleAssignedTo@v1.0' = if (!empty(operatorId)) {
  principalId: operatorId
  resourceId: people.id
  appRoleId: guid(uniqueName, 'Operator')
}

module signIn '../modules/sign-in.bicep' = {
  name: 'sign-in-with-registration'
  params: {
    appName: appName
    clientId: registration.appId
  }
}

@description('The client id of the registration; the first layer takes it up at the next deployment.')
output SIGN_IN_CLIENT_ID string = registration.appId

@description('The client id of the registration other tenants consent to; empty where they are not served.')
output SERVICE_CLIENT_ID string = service.?outputs.clientId ?? ''

@description('The object id of whoever holds the permissions, for the hooks.')
output WORKS_AS_PRINCIPAL_ID string = worksAs

@description('The name by which the registration is found again.')
output SIGN_IN_UNIQUE_NAME string = uniqueName

@description('The set of permissions, for the hooks.')
output PERMISSION_SET string = permissionSet
