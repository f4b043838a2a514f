targetScope = 'resourceGroup'

import { chosenSettings } from 'settings.bicep'

@description('The name of the azd environment; marks every resource.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('The region of everything. It must offer Flex Consumption.')
param location string

@description('Settings of the app itself.')
param settings chosenSettings = {}

@description('Where the app is reached from outside, if not under its own Azure name: https://gastvrij.contoso.com.')
param publicUrl string = ''

@description('The client id of the app registration people sign in with. The layer in entra/ makes it and hands it back; empty: nobody can sign in, keys still work.')
param signInClientId string = ''

@description('The version of Node.js. Tests run on 24.')
param nodeVersion '22' | '24' = '24'

@description('Memory of one instance in MB; it comes with a quarter, one, or two cores.')
param instanceMemory 512 | 2048 | 4096 = 2048

@description('The most instances the app may grow to. Lower it to bound what a flood of requests costs.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that always run the workflows. 0 saves most of the idle cost; a run that slept may then wake up late.')
@minValue(0)
@maxValue(10)
param alwaysReadyInstances int = 1

@description('Where durable workflows keep their state. Runs under way do not move along when it is changed.')
param durableBackend 'AzureStorage' | 'DurableTaskScheduler' = 'AzureStorage'

@description('How the scheduler is paid, where it is the durable back end: by action, or by capacity unit.')
param schedulerPlan 'Consumption' | 'Dedicated' = 'Consumption'

@description('Capacity units of a dedicated scheduler; three make it highly available.')
@minValue(1)
@maxValue(3)
param schedulerCapacity int = 1

@description('How often storage is copied: in one place, across zones (where the region has them), or to a second region as well.')
param storageRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_LRS'

@description('Whether storage and key vault are reached over a private network only. The app itself stays reachable: callers and Microsoft Graph must find it.')
param network 'public' | 'private' = 'public'

@description('The address space of the private network. It is cut into /24 networks and needs two of them.')
param networkAddresses string = '10.60.0.0/23'

@description('Whether a deleted key vault can be emptied before its time. true cannot be taken back, and keeps the name for 90 days.')
param protectVault bool = true

@description('Days that logs are kept. Evidence is not a log: it stands in Table Storage.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('The most GB of logs a day, against a bill nobody expected; -1: no limit.')
param dailyLogLimit int = 1

@description('Who is told by e-mail when something needs a person. Empty: alerts are raised, and nobody is told.')
param alertEmail string = ''

@description('Whether it is an alarm when no audit was finished for two days. None where AUDIT_SCHEDULE is "off", whatever stands here.')
param watchAudits bool = true

var token = uniqueString(resourceGroup().id, environmentName)
var tags = { 'azd-env-name': environmentName }
var isScheduled = durableBackend == 'DurableTaskScheduler'
var isPrivate = network == 'private'

module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: {
    token: token
    location: location
    tags: tags
  }
}

module telemetry 'modules/telemetry.bicep' = {
  name: 'telemetry'
  params: {
    token: token
    location: location
    tags: tags
    principalId: identities.outputs.appPrincipalId
    retentionDays: logRetentionDays
    dailyLimit: dailyLogLimit
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    token: token
    location: location
    tags: tags
    principalId: identities.outputs.appPrincipalId
    redundancy: storageRedundancy
    isPrivate: isPrivate
    needsQueues: !isScheduled
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    token: token
    location: location
    tags: tags
    principalId: identities.outputs.appPrincipalId
    isPrivate: isPrivate
    isProtected: protectVault
    workspaceId: telemetry.outputs.workspaceId
  }
}

module privateNetwork 'modules/network.bicep' = if (isPrivate) {
  name: 'network'
  params: {
    token: token
    location: location
    tags: tags
    addresses: networkAddresses
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module scheduler 'modules/scheduler.bicep' = if (isScheduled) {
  name: 'scheduler'
  params: {
    token: token
    location: location
    tags: tags
    principalId: identities.outputs.appPrincipalId
    plan: schedulerPlan
    capacity: schedulerCapacity
  }
}

module app 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    token: token
    location: location
    tags: tags
    nodeVersion: nodeVersion
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    identityId: identities.outputs.appId
    identityClientId: identities.outputs.appClientId
    signInIdentityId: identities.outputs.signInId
    signInIdentityClientId: identities.outputs.signInClientId
    subnetId: privateNetwork.?outputs.appSubnetId ?? ''
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    packageContainer: storage.outputs.packageContainer
    insightsConnection: telemetry.outputs.connection
    vaultUri: vault.outputs.uri
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    schedulerHub: scheduler.?outputs.hub ?? ''
    publicUrl: publicUrl
    settings: settings
  }
}

module signIn 'modules/sign-in.bicep' = {
  name: 'sign-in'
  params: {
    appName: app.outputs.name
    clientId: signInClientId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    token: token
    location: location
    tags: tags
    insightsId: telemetry.outputs.insightsId
    email: alertEmail
    watchAudits: watchAudits && (settings.?AUDIT_SCHEDULE ?? '') != 'off'
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: {
    location: location
    tags: tags
    insightsId: telemetry.outputs.insightsId
  }
}

@description('The region of everything.')
output AZURE_LOCATION string = location

@description('The tenant this installation serves.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Where this cloud manages its resources, for the hooks.')
output AZURE_RESOURCE_MANAGER_URL string = environment().resourceManager

@description('The function app azd deploys to.')
output AZURE_FUNCTION_NAME string = app.outputs.name

@description('The id of the function app, for the hooks.')
output AZURE_FUNCTION_ID string = app.outputs.id

@description('Where the app is reached.')
output SERVICE_API_URI string = app.outputs.url

@description('The object id of the identity the app works as: it is granted the permissions in Microsoft 365.')
output APP_IDENTITY_PRINCIPAL_ID string = identities.outputs.appPrincipalId

@description('The object id of the identity that stands in for a client secret when people sign in.')
output SIGN_IN_IDENTITY_PRINCIPAL_ID string = identities.outputs.signInPrincipalId

@description('The name of the key vault.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('The id of the key vault, for the hooks.')
output AZURE_KEY_VAULT_ID string = vault.outputs.id
