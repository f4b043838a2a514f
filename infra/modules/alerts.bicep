@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string

@description('The region.')
param location string

@description('Marks on every resource.')
param tags object

@description('The component whose logs are looked at.')
param insightsId string

@description('Who is told; empty: nobody.')
param email string

@description('Whether silence of the audits is an alarm.')
param watchAudits bool

// What each means and what to do about it: docs/runbook.md, under the same names.
var rules = [
  {
    name: 'failed-runs'
    title: 'An enablement failed'
    query: loadTextContent('../queries/failed-runs.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
    enabled: true
  }
  {
    name: 'dead-letters'
    title: 'A caller could not be told'
    query: loadTextContent('../queries/dead-letters.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
    enabled: true
  }
  {
    name: 'defective-messages'
    title: 'A message to a caller could not be made ready'
    query: loadTextContent('../queries/defective-messages.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
    enabled: true
  }
  {
    name: 'shortened-outcomes'
    title: 'The end of an enablement could not be stored, or told, in full'
    query: loadTextContent('../queries/shortened-outcomes.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
    enabled: true
  }
  {
    name: 'throttling'
    title: 'Microsoft asks for patience again and again'
    query: loadTextContent('../queries/throttling.kql')
    severity: 3
    every: 'PT15M'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
    enabled: true
  }
  {
    name: 'audit-overdue'
    title: 'An audit is overdue'
    query: loadTextContent('../queries/audit-overdue.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
    enabled: watchAudits
  }
  {
    name: 'audit-silence'
    title: 'No audit was finished for two days'
    query: loadTextContent('../queries/audit-silence.kql')
    severity: 2
    every: 'PT1H'
    window: 'P2D'
    operator: 'LessThan'
    threshold: 1
    enabled: watchAudits
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-gastvrij-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'gastvrij'
    emailReceivers: empty(email) ? [] : [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'gastvrij-${rule.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: 'What to do: docs/runbook.md, ${rule.name}.'
      enabled: rule.enabled
      severity: rule.severity
      scopes: [insightsId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // A fresh component has no columns to check the query against.
      skipQueryValidation: true
      actions: { actionGroups: [people.id] }
    }
  }
]
