@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string

@description('The region.')
param location string

@description('Marks on every resource.')
param tags object

@description('The object id of the identity the app works as.')
param principalId string

@description('How it is paid: by action, or by capacity unit.')
param plan 'Consumption' | 'Dedicated'

@description('Capacity units of a dedicated scheduler.')
param capacity int

var roles = loadJsonContent('../roles.json')

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: 'gastvrij-${token}'
  location: location
  tags: tags
  properties: {
    sku: plan == 'Dedicated' ? { name: 'Dedicated', capacity: capacity } : { name: 'Consumption' }
    // An empty list would let nobody in, not even the app; who may is decided by the role below.
    ipAllowlist: ['0.0.0.0/0']
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: 'gastvrij'
}

// Evidence stands in our tables. What is purged here is only how a run got there.
resource retention 'Microsoft.DurableTask/schedulers/retentionPolicies@2025-11-01' = {
  parent: scheduler
  name: 'default'
  properties: {
    retentionPolicies: [
      { retentionPeriodInDays: 7 }
      { retentionPeriodInDays: 30, orchestrationState: 'Failed' }
    ]
  }
}

resource mayRun 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hub.id, principalId, roles.durableTaskDataContributor)
  scope: hub
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
  }
}

@description('Where the scheduler is reached.')
output endpoint string = scheduler.properties.endpoint

@description('The name of its task hub.')
output hub string = hub.name
