// The app as other tenants know it: what an administrator there consents to. It holds no secret.
extension microsoftGraphV1

@description('The name by which the registration is found again.')
param uniqueName string

@description('Its name on the consent page.')
param displayName string

@description('The address of the app: an administrator comes back to it after the consent page.')
param appUrl string

@description('Application permissions of Microsoft Graph, by name.')
param permissions string[]

@description('Who issues the tokens of the managed identity.')
param issuer string

@description('The object id of the managed identity that proves itself in place of a secret.')
param appPrincipalId string

var microsoftGraph = '00000003-0000-0000-c000-000000000000'

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: microsoftGraph
}

resource registration 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  signInAudience: 'AzureADMultipleOrgs'
  web: { redirectUris: ['${appUrl}/api/consent'] }
  requiredResourceAccess: [
    {
      resourceAppId: microsoftGraph
      resourceAccess: map(permissions, permission => {
        id: filter(graph.appRoles, role => role.value == permission)[0].id
        type: 'Role'
      })
    }
  ]
}

resource withoutSecret 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${registration.uniqueName}/app-identity'
  description: 'The managed identity of the app proves itself in place of a secret.'
  issuer: issuer
  subject: appPrincipalId
  audiences: ['api://AzureADTokenExchange']
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: registration.appId
}

@description('The client id of the registration.')
output clientId string = registration.appId

@description('The object id of what stands for it in this tenant.')
output principalId string = principal.id
