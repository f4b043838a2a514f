import { chosenSettings } from '../settings.bicep'

@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string

@description('The region.')
param location string

@description('Marks on every resource.')
param tags object

@description('The version of Node.js.')
param nodeVersion '22' | '24'

@description('Memory of one instance in MB.')
param instanceMemory 512 | 2048 | 4096

@description('The most instances.')
param maximumInstances int

@description('Instances that always run the workflows.')
param alwaysReadyInstances int

@description('The identity the app works as.')
param identityId string

@description('Its client id.')
param identityClientId string

@description('The identity that stands in for a client secret when people sign in.')
param signInIdentityId string

@description('Its client id.')
param signInIdentityClientId string

@description('The part of the private network the app reaches out through; empty: none.')
param subnetId string

@description('Where blobs are, with a slash at the end.')
param blobEndpoint string

@description('Where queues are.')
param queueEndpoint string

@description('Where tables are: the host\'s, the workflows\' and our records.')
param tableEndpoint string

@description('The container of the package that is deployed.')
param packageContainer string

@description('Where telemetry is sent.')
param insightsConnection string

@description('Where secrets are, with a slash at the end.')
param vaultUri string

@description('The scheduler that is the durable back end; empty: storage is.')
param schedulerEndpoint string

@description('The task hub of the scheduler.')
param schedulerHub string

@description('Where the app is reached from outside, if not under its own Azure name.')
param publicUrl string

@description('Settings an operator chose.')
param settings chosenSettings

// No version in the address: a new version of a secret is taken up within a day, without a deployment.
var secret = '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/'

var chosen = toObject(
  filter(items(settings), item => !empty(item.value)),
  item => item.key,
  item => item.value == 'vault' ? '${secret}${toLower(replace(item.key, '_', '-'))})' : item.value
)

var platform = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__queueServiceUri: queueEndpoint
  AzureWebJobsStorage__tableServiceUri: tableEndpoint
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // Sign-in without a client secret: Easy Auth proves itself as this identity.
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: signInIdentityClientId
  WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
}

// host.json speaks of storage; these settings overrule it, so that one package serves both back ends.
var scheduler = {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
  AzureFunctionsJobHost__extensions__durableTask__hubName: schedulerHub
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-gastvrij-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'gastvrij-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
      '${signInIdentityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances > 0 ? [{ name: 'durable', instanceCount: alwaysReadyInstances }] : []
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    { EASY_AUTH: 'on', SWEEP_SCHEDULE: '0 */5 * * * *' },
    chosen,
    platform,
    empty(schedulerEndpoint) ? {} : scheduler,
    {
      TENANT_ID: tenant().tenantId
      STATUS_TOKEN_SECRET: '${secret}status-token-secret)'
      PUBLIC_URL: empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl
      RECORDS_TABLE_URL: tableEndpoint
      MANAGED_IDENTITY_CLIENT_ID: identityClientId
      AUTHORITY_URL: environment().authentication.loginEndpoint
    }
  )
}

// Deployment goes by identity: nobody publishes with a user name and a password.
resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

@description('The id of the function app.')
output id string = app.id

@description('Its name.')
output name string = app.name

@description('Where it is reached.')
output url string = empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl
