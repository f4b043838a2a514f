@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string

@description('The region.')
param location string

@description('Marks on every resource.')
param tags object

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-gastvrij-${token}'
  location: location
  tags: tags
}

// An identity of its own, used for nothing else: whoever controls it can only sign people in.
resource signIn 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-gastvrij-sign-in-${token}'
  location: location
  tags: tags
}

@description('The identity the app works as.')
output appId string = app.id

@description('Its client id.')
output appClientId string = app.properties.clientId

@description('Its object id.')
output appPrincipalId string = app.properties.principalId

@description('The identity that stands in for a client secret when people sign in.')
output signInId string = signIn.id

@description('Its client id.')
output signInClientId string = signIn.properties.clientId

@description('Its object id.')
output signInPrincipalId string = signIn.properties.principalId
