// The tags of the OpenAPI document.
import { kindNames, definitionOf } from '../content/kinds.ts'

export const tags = [
  { name: 'entry', description: 'Where to begin.' },
  ...kindNames
    .filter((kind) => kind !== 'element')
    .map((kind) => ({ name: definitionOf(kind).collection, description: definitionOf(kind).about })),
  { name: 'crosswalk', description: 'Across methodologies: translate, explain, coverage, matrix.' },
  { name: 'exports', description: 'Everything, to take away.' },
  { name: 'search', description: 'Full-text search.' },
  { name: 'embeds', description: 'For frames in the pages of other sites.' },
  { name: 'pages', description: 'For people.' },
  { name: 'releases', description: 'The content, version by version.' },
  { name: 'documents', description: 'The contract, for machines.' },
  { name: 'health', description: 'For those who run the service.' },
]
