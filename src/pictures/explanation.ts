// The paths of an explanation as a picture: a row for each path, best first.
import { element, escapeText, type Figure, truncate, accessibleSvg, text } from './svg.ts'

export type ExplainedPath = {
  score: number
  steps: {
    from: string
    to: string
    relation: string
    strength: string | null
    inverse: boolean
    reason: string
    basis: string
  }[]
}

const BOX_WIDTH = 210
const GAP = 130
const ROW_HEIGHT = 74
const TOP = 16

export function explanationFigure(
  fromName: string,
  toName: string,
  pathCount: number,
  paths: readonly ExplainedPath[],
  names: (id: string) => string,
): Figure {
  const title = `How ${fromName} and ${toName} are connected`
  const description = describePaths(pathCount, paths)
  const longest = Math.max(1, ...paths.map((path) => path.steps.length))
  const width = 20 + BOX_WIDTH + longest * (BOX_WIDTH + GAP)
  const lines = paths.map((path, row) => {
    const y = TOP + row * ROW_HEIGHT
    const ids = [path.steps[0]?.from ?? '', ...path.steps.map((step) => step.to)]
    const boxes = ids.map((id, i) => {
      const x = 10 + i * (BOX_WIDTH + GAP)
      const box = element('rect', { x, y, width: BOX_WIDTH, height: 44, rx: 4, fill: '#eef4f9', stroke: '#1d5b8f' })
      return box + text(x + 8, y + 27, truncate(names(id), 29))
    })
    const arrows = path.steps.map((step, i) => {
      const x = 10 + BOX_WIDTH + i * (BOX_WIDTH + GAP)
      const label = step.strength === null ? step.relation : `${step.relation}, ${step.strength}`
      const d = `M${x + 4} ${y + 22} H${x + GAP - 8} m-7 -5 l7 5 l-7 5`
      const position = { x: x + GAP / 2, y: y + 15, 'font-size': 11, 'text-anchor': 'middle' }
      return (
        element('path', { d, fill: 'none', stroke: '#1b1b1b' }) +
        element('text', { ...position, fill: '#1b1b1b' }, escapeText(truncate(label, 22)))
      )
    })
    return boxes.join('') + arrows.join('')
  })
  const rows = paths.flatMap((path, i) =>
    path.steps.map((step) => [
      String(i + 1),
      String(path.score),
      names(step.from),
      step.inverse ? `${step.relation} (read backwards)` : step.relation,
      step.strength ?? '',
      names(step.to),
      step.reason,
      step.basis,
    ]),
  )
  return {
    title,
    description,
    svg: accessibleSvg(
      width,
      TOP + Math.max(1, paths.length) * ROW_HEIGHT,
      title,
      description,
      paths.length === 0 ? text(10, 40, 'No path joins them.') : lines.join(''),
    ),
    table: { caption: title, head: ['Path', 'Score', 'From', 'Relation', 'Strength', 'To', 'Reason', 'Basis'], rows },
  }
}

function describePaths(pathCount: number, paths: readonly ExplainedPath[]): string {
  const [best] = paths
  if (best === undefined) return 'No path joins them.'
  const count = `${pathCount} ${pathCount === 1 ? 'path joins' : 'paths join'} them`
  const shown = pathCount > paths.length ? `, of which the ${paths.length} best are shown` : ''
  return `${count}${shown}; the best has a score of ${best.score}. Each line is a path, from left to right.`
}
