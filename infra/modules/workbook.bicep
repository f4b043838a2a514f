@description('The region.')
param location string

@description('Marks on every resource.')
param tags object

@description('The component whose logs are shown.')
param insightsId string

var views = [
  { title: 'Enablements that failed', query: loadTextContent('../queries/failed-runs.kql') }
  { title: 'How long proofs take', query: loadTextContent('../queries/slow-proofs.kql') }
  { title: 'Enablements that are under way', query: loadTextContent('../queries/open-runs.kql') }
  { title: 'Where Microsoft asks for patience', query: loadTextContent('../queries/throttling.kql') }
  { title: 'Callers that could not be told', query: loadTextContent('../queries/dead-letters.kql') }
  { title: 'Audits', query: loadTextContent('../queries/audit-silence.kql') }
  { title: 'Cleanup', query: loadTextContent('../queries/cleanup.kql') }
  { title: 'What a run costs to execute', query: loadTextContent('../queries/cost-per-run.kql') }
]

var period = {
  type: 9
  name: 'period'
  content: {
    version: 'KqlParameterItem/1.0'
    parameters: [
      {
        version: 'KqlParameterItem/1.0'
        name: 'period'
        label: 'Period'
        type: 4
        isRequired: true
        value: { durationMs: 604800000 }
        typeSettings: {
          allowCustom: true
          selectableValues: [{ durationMs: 86400000 }, { durationMs: 604800000 }, { durationMs: 2592000000 }]
        }
      }
    ]
  }
}

var tables = [
  for (view, i) in views: {
    type: 3
    name: 'view-${i}'
    content: {
      version: 'KqlItem/1.0'
      title: view.title
      query: view.query
      size: 0
      queryType: 0
      resourceType: 'microsoft.insights/components'
      timeContextFromParameter: 'period'
      visualization: 'table'
    }
  }
]

var notebook = {
  version: 'Notebook/1.0'
  items: concat([period], tables)
  fallbackResourceIds: [insightsId]
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'gastvrij')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: 'Gastvrij'
    sourceId: insightsId
    serializedData: string(notebook)
  }
}
