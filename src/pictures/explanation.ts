// The paths of an explanation as a picture: one line a path, best first.
import { type Figure, shortened, svgElement, text } from './svg.ts'

export type PathShown = {
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

const BOX = 210
const GAP = 130
const ROW = 74
const TOP = 16

export function explanationFigure(
  fromName: string,
  toName: string,
  pathCount: number,
  paths: readonly PathShown[],
  names: (id: string) => string,
): Figure {
  const title = `How ${fromName} and ${toName} are connected`
  const description =
    paths.length === 0
      ? 'No path joins them.'
      : `${pathCount} ${pathCount === 1 ? 'path joins' : 'paths join'} them${pathCount > paths.length ? `, of which the ${paths.length} best are shown` : ''}; the best has a score of ${paths[0]?.score}. Each line is a path, from left to right.`
  const longest = Math.max(1, ...paths.map((path) => path.steps.length))
  const width = 20 + BOX + longest * (BOX + GAP)
  const lines = paths.map((path, row) => {
    const y = TOP + row * ROW
    const stops = [path.steps[0]?.from ?? '', ...path.steps.map((step) => step.to)]
    const boxes = stops.map((id, i) => {
      const x = 10 + i * (BOX + GAP)
      return `<rect x="${x}" y="${y}" width="${BOX}" height="44" rx="4" fill="#eef4f9" stroke="#1d5b8f"/>${text(x + 8, y + 27, shortened(names(id), 29))}`
    })
    const arrows = path.steps.map((step, i) => {
      const x = 10 + BOX + i * (BOX + GAP)
      const label = step.strength === null ? step.relation : `${step.relation}, ${step.strength}`
      return `<path d="M${x + 4} ${y + 22} H${x + GAP - 8} m-7 -5 l7 5 l-7 5" fill="none" stroke="#1b1b1b"/><text x="${x + GAP / 2}" y="${y + 15}" font-size="11" text-anchor="middle" fill="#1b1b1b">${shortened(label, 22)}</text>`
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
    svg: svgElement(
      width,
      TOP + Math.max(1, paths.length) * ROW,
      title,
      description,
      paths.length === 0 ? text(10, 40, 'No path joins them.') : lines.join(''),
    ),
    table: { caption: title, head: ['Path', 'Score', 'From', 'Relation', 'Strength', 'To', 'Reason', 'Basis'], rows },
  }
}
