// A small set of content files, to which a test adds what it needs.
import type { Content } from '../../src/content/content.ts'
import { load, type LoadResult } from '../../src/load/load.ts'

const published = 'provenance: { basis: published, urls: [https://example.org/] }'
const editorial = 'basis: editorial, reason: Because.'

export const worldFiles: Record<string, string> = {
  'release.yaml': `id: "2026.1"
publishedAt: 2026-01-01T00:00:00Z
licence: { text: { id: CC-BY-4.0, name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/ } }
attribution: { text: The toolkit, url: https://example.org/ }
`,
  'synonyms.yaml': 'groups: [[fishbone, ishikawa, cause and effect]]\n',
  'strands/problem.yaml': `name: Define the Problem\nsummary: What must change.\norder: 1\ntiming: early\n${published}\n`,
  'strands/plan.yaml': `name: Manage the Plan\nsummary: Who does what, when.\norder: 2\ntiming: early\n${published}\n`,
  'stages/understand.yaml': `name: Understand\nsummary: See how it is.\norder: 1\nsteps: [{ name: Canvas, item: worksheet:canvas }]\nemphasis: [{ strand: problem, level: high, ${editorial} }, { strand: plan, level: low, ${editorial} }]\n${published}\n`,
  'perspectives/people.yaml': `name: People\nsummary: Who is there.\norder: 1\nphases: [identify, locate]\n${published}\n`,
  'questions/identify.yaml': `text: Who will use it?\nsummary: Know the people.\nwording: { basis: unconfirmed }\nperspective: people\nphase: identify\norder: 1\n${published}\n`,
  'activities/agree-themes.yaml': `name: Agree Themes\nsummary: Find what matters.\nstrand: problem\ntype: main\norder: 1\nquestions: [{ question: identify, ${editorial} }]\n${published}\n`,
  'activities/plan-work.yaml': `name: Plan Work\nsummary: Say who does what.\nstrand: plan\ntype: main\norder: 1\n${published}\n`,
  'tools/fishbone-diagram.yaml': `name: Fishbone Diagram\naliases: [Ishikawa diagram]\nsummary: Groups causes along branches.\nhomeStrand: { strand: problem, ${editorial} }\nstrands: [{ strand: problem, ${editorial} }]\nactivities: [{ activity: agree-themes, ${editorial} }]\n${published}\nguidance: { purpose: "Find **causes**." }\n`,
  'tools/gantt-chart.yaml': `name: Gantt Chart\nsummary: Shows tasks as bars.\nhomeStrand: { strand: plan, ${editorial} }\nstrands: [{ strand: plan, ${editorial} }]\nactivities: [{ activity: plan-work, ${editorial} }]\n${published}\n`,
  'terms/system.yaml': `name: System\ndefinition: Parts that form a whole.\n${published}\n`,
  'worksheets/canvas.yaml': `name: Canvas\nsummary: All on one sheet.\nform: worksheet\n${published}\n`,
  'guides/path.yaml': `name: Path\nsummary: A way through.\nsteps: [{ name: First, items: [question:identify], collections: [questions] }]\n${published}\n`,
  'methodologies/lean/methodology.yaml': `name: Lean\nsummary: Flow without waste.\norder: 1\noriginator: Toyota\n${published}\n`,
  'methodologies/lean/elements/flow.yaml': `name: Flow\nsummary: Without waits.\ntype: principle\norder: 1\n${published}\n`,
  'methodologies/lean/elements/pull.yaml': `name: Pull\nsummary: On demand.\ntype: principle\norder: 2\n${published}\n`,
  'methodologies/lean/mappings/tools.yaml': `defaults: { basis: editorial, status: reviewed, author: Editors, versions: { subject: "2026.1", object: "2026.1" } }
rows:
  - { subject: tool:fishbone-diagram, object: lean:flow, relation: used-in, strength: core, confidence: 0.9, reason: It shows what stops the flow. }
  - { subject: tool:gantt-chart, object: methodology:lean, relation: none, confidence: 0.8, reason: Lean pulls work and does not schedule it by bars. }
`,
}

/** Loads the world with files changed, added or, if undefined, removed: its content, or its mistakes. */
export function loadWorld(changes: Record<string, string | undefined> = {}): LoadResult {
  const files = Object.entries({ ...worldFiles, ...changes }).flatMap(([path, text]) =>
    text === undefined ? [] : [{ path, text }],
  )
  return load(files)
}

/** The content of the world with files changed, added or removed. */
export function world(changes: Record<string, string | undefined> = {}): Content {
  const { content, findings } = loadWorld(changes)
  if (content === undefined) throw new Error(findings.map((f) => `${f.file}:${f.line} ${f.message}`).join('\n'))
  return content
}

/** The release.yaml of the world with another id. */
export function releaseFile(id: string): { 'release.yaml': string } {
  return { 'release.yaml': (worldFiles['release.yaml'] as string).replace('2026.1', id) }
}
