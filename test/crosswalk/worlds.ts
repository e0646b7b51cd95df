// A world of two methodologies: similar tools, a tool without a counterpart in either, and related elements.

const published = 'provenance: { basis: published, urls: [https://example.org/] }'
const head =
  'defaults: { basis: editorial, status: reviewed, author: Editors, versions: { subject: "2026.1", object: "2026.1" } }\nrows:\n'
const toolOfMethodology = (name: string) => `name: ${name}\nsummary: Shows causes.\norigin: methodology\n${published}\n`

export type RowText = {
  subject: string
  object: string
  relation: string
  strength?: string
  confidence: number
  reason: string
  status?: string
}
/** A file of mappings. */
export const rows = (list: RowText[]): string =>
  `${head}${list.map((row) => `  - ${JSON.stringify(row)}`).join('\n')}\n`

export const leanRows: RowText[] = [
  {
    subject: 'tool:fishbone-diagram',
    object: 'lean:flow',
    relation: 'used-in',
    strength: 'core',
    confidence: 0.9,
    reason: 'It shows what stops the flow.',
  },
  {
    subject: 'tool:fishbone-diagram',
    object: 'lean:pull',
    relation: 'none',
    confidence: 0.7,
    reason: 'Causes do not say when work is called for.',
  },
  {
    subject: 'tool:gantt-chart',
    object: 'methodology:lean',
    relation: 'none',
    confidence: 0.8,
    reason: 'Lean pulls work and does not schedule it by bars.',
  },
  {
    subject: 'activity:agree-themes',
    object: 'lean:flow',
    relation: 'contributes-to',
    strength: 'occasional',
    confidence: 0.8,
    reason: 'A theme may be what delays people.',
  },
  {
    subject: 'question:identify',
    object: 'lean:pull',
    relation: 'addresses',
    strength: 'useful',
    confidence: 0.5,
    reason: 'Those who use it are those who pull.',
  },
]

export const sixSigmaRows: RowText[] = [
  {
    subject: 'tool:cause-map',
    object: 'six-sigma:analyse',
    relation: 'used-in',
    strength: 'useful',
    confidence: 0.9,
    reason: 'It lays out causes to be tested.',
  },
  {
    subject: 'tool:gantt-chart',
    object: 'six-sigma:analyse',
    relation: 'none',
    confidence: 0.8,
    reason: 'Dates explain no defect.',
  },
  {
    subject: 'tool:gantt-chart',
    object: 'six-sigma:improve',
    relation: 'none',
    confidence: 0.8,
    reason: 'A plan of tasks is no solution.',
  },
  {
    subject: 'lean:flow',
    object: 'six-sigma:improve',
    relation: 'broader',
    confidence: 0.5,
    reason: 'Flow is one of the changes that the phase may make.',
  },
]

export const toolRows: RowText[] = [
  {
    subject: 'tool:cause-map',
    object: 'tool:fishbone-diagram',
    relation: 'close',
    confidence: 0.8,
    reason: 'Both lay out causes; the map also joins them.',
  },
  {
    subject: 'tool:branch-map',
    object: 'tool:cause-map',
    relation: 'exact',
    confidence: 1,
    reason: 'The same map by another name.',
  },
]

export const twoMethodologies: Record<string, string> = {
  'methodologies/six-sigma/methodology.yaml': `name: Six Sigma\nsummary: Fewer defects.\norder: 2\noriginator: Motorola\n${published}\n`,
  'methodologies/six-sigma/elements/analyse.yaml': `name: Analyse\nsummary: Find causes.\ntype: phase\norder: 1\n${published}\n`,
  'methodologies/six-sigma/elements/improve.yaml': `name: Improve\nsummary: Make it better.\ntype: phase\norder: 2\n${published}\n`,
  'tools/cause-map.yaml': toolOfMethodology('Cause Map'),
  'tools/branch-map.yaml': toolOfMethodology('Branch Map'),
  'mappings/tools.yaml': rows(toolRows),
  'methodologies/lean/mappings/tools.yaml': rows(leanRows),
  'methodologies/six-sigma/mappings/tools.yaml': rows(sixSigmaRows),
}
