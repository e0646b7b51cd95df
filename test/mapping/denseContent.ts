// Content with many mappings between tools and elements: 20,000 rows, or fewer of one relation.
import type { Content } from '../../src/content/content.ts'
import { counterpartRelations, type AuthoredMapping, mappingSlug, Strength } from '../../src/content/kinds/mapping.ts'
import { world, worldFiles } from '../support/world.ts'

const TOOLS = 240
const ELEMENTS = 120

/** Picks numbers below a bound, always the same ones. */
function picker(): (bound: number) => number {
  let state = 20_260_101
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

/** Tools, elements of two methodologies, and a number of reviewed mappings; counterparts have the given relation, or all in turn. */
export function denseContent(rows: number, only?: (typeof counterpartRelations)[number]): Content {
  const sixSigma = (worldFiles['methodologies/lean/methodology.yaml'] as string)
    .replace('order: 1', 'order: 2')
    .replace('Lean', 'Six Sigma')
  const content = world({ 'methodologies/six-sigma/methodology.yaml': sixSigma })
  const { tool, element, mapping } = content.items
  const [someTool, someElement] = [tool.get('gantt-chart'), element.get('lean:flow')]
  if (someTool === undefined || someElement === undefined) throw new Error('the world has no Gantt chart or no flow')
  for (let n = 0; n < TOOLS; n++) tool.set(`tool-${n}`, { ...someTool, name: `Tool ${n}` })
  for (const methodology of ['lean', 'six-sigma'])
    for (let n = 0; n < ELEMENTS; n++)
      element.set(`${methodology}:part-${n}`, { ...someElement, name: `Part ${n}`, order: 10 + n })
  mapping.clear()

  const pick = picker()
  const toolId = () => `tool:tool-${pick(TOOLS)}`
  const elementId = (methodology = pick(2) === 0 ? 'lean' : 'six-sigma') => `${methodology}:part-${pick(ELEMENTS)}`
  const ends: (() => [string, string])[] = [
    () => [toolId(), toolId()],
    () => [toolId(), toolId()],
    () => [toolId(), elementId()],
    () => [toolId(), elementId()],
    () => [elementId('lean'), elementId('six-sigma')],
  ]
  const joined = new Set<string>()
  while (mapping.size < rows) {
    const [subject, object] = (ends[pick(ends.length)] as () => [string, string])()
    const pair = [subject, object].sort().join(' ')
    if (subject === object || joined.has(pair)) continue
    joined.add(pair)
    const isRole = subject.startsWith('tool:') && !object.startsWith('tool:')
    const relation = isRole ? 'used-in' : (only ?? (counterpartRelations[pick(5)] as AuthoredMapping['relation']))
    const row: AuthoredMapping = {
      subject,
      object,
      relation,
      ...(isRole ? { strength: Strength.options[pick(3)] } : {}),
      confidence: (50 + pick(50)) / 100,
      reason: 'What the two have in common.',
      basis: 'editorial',
      sources: [],
      status: 'reviewed',
      author: 'Editors',
      versions: { subject: '2026.1', object: '2026.1' },
    }
    mapping.set(mappingSlug(row), row)
  }
  return content
}
