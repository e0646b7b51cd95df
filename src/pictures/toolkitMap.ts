// The toolkit as a picture: questions, activities and tools on three rings, in a coloured sector for each strand. No
// meaning depends on colour alone: ring, letter and sector say the same.
import { element, escapeText, truncate, accessibleSvg } from './svg.ts'

export type MapKind = 'question' | 'activity' | 'tool'
export type MapItem = { id: string; name: string; kind: MapKind; related: readonly string[] }
/** A strand with its items, or (without an id) the items that are in none. */
export type MapGroup = { id: string | undefined; name: string; items: readonly MapItem[] }
export type ToolkitMap = { groups: readonly MapGroup[] }

/** The interface texts of the picture. */
export type MapTexts = {
  title: string
  description(groups: number, questions: number, activities: number, tools: number): string
  none: string
  letters: Record<MapKind, string>
  rings: Record<MapKind, string>
  kinds: Record<MapKind, string>
}

type Links = {
  addressOf(id: string): string
  /** Whether the picture is in a frame, which its links must stay in. */
  isFramed: boolean
}
type Point = { x: number; y: number }
type Position = Point & { angle: number }
type Sector = { group: MapGroup; from: number; to: number; colour: string }

const kinds: readonly MapKind[] = ['question', 'activity', 'tool']
/** Each has a contrast of at least 4.5:1 with white. */
const colours = ['#1d5b8f', '#8a4b08', '#5b3fa0', '#1f6b3a', '#a3262a', '#0f6470', '#7a1f5c'] as const
const NO_STRAND_COLOUR = '#4a5763'

/** The colour of a strand, by its index among all strands. */
export function strandColour(index: number): string {
  return colours[index % colours.length] as string
}

const RADII: Record<MapKind, number> = { question: 118, activity: 222, tool: 402 }
const DOT = 12
/** The length of ring for an item, and the least angle of a sector, so that each can be read and clicked. */
const ITEM_SPACE = 25
const MIN_ANGLE = 0.34
const GAP = 0.03
/** The inner and outer radius of the band with the names of strands. */
const [BAND_RADIUS, OUTER_RADIUS] = [572, 600]
const MARGIN = 6
const MAX_NAME_LENGTH = 24

export function toolkitMapFigure(
  { groups }: ToolkitMap,
  texts: MapTexts,
  links: Links,
): { title: string; description: string; svg: string } {
  const filledGroups = groups.filter(({ items }) => items.length > 0)
  const count = (kind: MapKind) =>
    filledGroups.reduce((sum, { items }) => sum + items.filter((item) => item.kind === kind).length, 0)
  const description = texts.description(
    filledGroups.filter(({ id }) => id !== undefined).length,
    count('question'),
    count('activity'),
    count('tool'),
  )
  const neededAngles = filledGroups.map(angleOf)
  const availableAngle = 2 * Math.PI - GAP * filledGroups.length
  const neededAngle = neededAngles.reduce((a, b) => a + b, 0)
  // Where items do not fit, every ring grows.
  const scale = Math.max(1, neededAngle / availableAngle)
  const centre = OUTER_RADIUS * scale + MARGIN
  const sectors = sectorsOf(
    filledGroups,
    neededAngles.map((angle) => (angle / neededAngle) * availableAngle),
    (group) => groups.indexOf(group),
  )

  const positions = new Map<string, Position>()
  for (const { group, from, to } of sectors) {
    for (const kind of kinds) {
      const items = group.items.filter((item) => item.kind === kind)
      items.forEach((item, i) => {
        const angle = from + ((i + 0.5) / items.length) * (to - from)
        positions.set(item.id, { angle, ...pointAt(centre, RADII[kind] * scale, angle) })
      })
    }
  }
  const connections = sectors.flatMap(({ group, colour }) =>
    group.items.flatMap((item) =>
      item.related.map((id) => connection(positions.get(item.id), positions.get(id), colour)),
    ),
  )
  const backdrops = sectors.map((sector) =>
    element('g', {}, backdrop(sector, centre, scale), sectorTitle(sector, centre, scale, links)),
  )
  const dots = sectors.map(({ group, colour }) => {
    const items = kinds.flatMap((kind) => group.items.filter((item) => item.kind === kind))
    return element(
      'g',
      {},
      items.map((item) => dot(item, positions.get(item.id) as Position, colour, texts, links)).join(''),
    )
  })
  const svg = accessibleSvg(
    2 * centre,
    2 * centre,
    texts.title,
    description,
    backdrops.join('') + legend(centre, texts) + element('g', {}, connections.join('')) + dots.join(''),
    'group',
  )
  return { title: texts.title, description, svg }
}

/** The angle that the fullest ring of a group needs. */
function angleOf({ items }: MapGroup): number {
  return Math.max(
    MIN_ANGLE,
    ...kinds.map((kind) => (items.filter((item) => item.kind === kind).length * ITEM_SPACE) / RADII[kind]),
  )
}

function sectorsOf(
  groups: readonly MapGroup[],
  widths: readonly number[],
  indexOf: (group: MapGroup) => number,
): Sector[] {
  let from = -Math.PI / 2
  return groups.map((group, i) => {
    const sector = {
      group,
      from,
      to: from + (widths[i] as number),
      colour: group.id === undefined ? NO_STRAND_COLOUR : strandColour(indexOf(group)),
    }
    from = sector.to + GAP
    return sector
  })
}

function pointAt(centre: number, radius: number, angle: number): Point {
  return { x: round(centre + radius * Math.cos(angle)), y: round(centre + radius * Math.sin(angle)) }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** The path of a ring segment between two radii. */
export function ringSegment(
  centre: number,
  inner: number,
  outer: number,
  { from, to }: Pick<Sector, 'from' | 'to'>,
): string {
  const [a, b, c, d] = [
    pointAt(centre, outer, from),
    pointAt(centre, outer, to),
    pointAt(centre, inner, to),
    pointAt(centre, inner, from),
  ]
  const large = to - from > Math.PI ? 1 : 0
  return [
    `M${a.x} ${a.y}`,
    `A${round(outer)} ${round(outer)} 0 ${large} 1 ${b.x} ${b.y}`,
    `L${c.x} ${c.y}`,
    `A${round(inner)} ${round(inner)} 0 ${large} 0 ${d.x} ${d.y}`,
    'Z',
  ].join('')
}

function backdrop(sector: Sector, centre: number, scale: number): string {
  const fill = sector.colour
  return (
    element('path', { d: ringSegment(centre, 86 * scale, BAND_RADIUS * scale, sector), fill, 'fill-opacity': '.06' }) +
    element('path', { d: ringSegment(centre, BAND_RADIUS * scale, OUTER_RADIUS * scale, sector), fill })
  )
}

/** The name of a group along its edge, never upside down. It is cut to fit; the label of the link has all of it. */
function sectorTitle(sector: Sector, centre: number, scale: number, links: Links): string {
  const { group, from, to } = sector
  const half = (from + to) / 2
  const below = Math.sin(half) > 0
  const radius = (below ? BAND_RADIUS + 18 : BAND_RADIUS + 9) * scale
  const [start, end] = (below ? [to, from] : [from, to]).map((angle) => pointAt(centre, radius, angle)) as [
    Point,
    Point,
  ]
  const id = `strand-${Math.round(half * 1000) + 10_000}`
  const flags = `${to - from > Math.PI ? 1 : 0} ${below ? 0 : 1}`
  const d = `M${start.x} ${start.y}A${round(radius)} ${round(radius)} 0 ${flags} ${end.x} ${end.y}`
  const name = truncate(group.name, Math.max(4, Math.floor(((to - from) * radius) / 9)))
  const label =
    element('path', { id, d, fill: 'none' }) +
    element(
      'text',
      { 'aria-hidden': 'true', 'font-size': 15, 'font-weight': 700, fill: '#ffffff', 'text-anchor': 'middle' },
      element('textPath', { href: `#${id}`, startOffset: '50%' }, escapeText(name)),
    )
  return group.id === undefined ? label : link(group.id, group.name, label, links)
}

function link(id: string, name: string, body: string, { addressOf, isFramed }: Links): string {
  return element(
    'a',
    { href: addressOf(id), target: isFramed ? '_self' : undefined },
    element('title', {}, escapeText(name)),
    body,
  )
}

function dot(
  { id, name, kind }: MapItem,
  { x, y, angle }: Position,
  colour: string,
  texts: MapTexts,
  links: Links,
): string {
  const circle = element('circle', { cx: x, cy: y, r: DOT, fill: colour, stroke: '#ffffff', 'stroke-width': '1.5' })
  // The letter is for the eye: the label of the link names the kind in full.
  const letter = element(
    'text',
    {
      x,
      y: round(y + 4),
      'font-size': 11,
      'font-weight': 700,
      fill: '#ffffff',
      'text-anchor': 'middle',
      'pointer-events': 'none',
      'aria-hidden': 'true',
    },
    escapeText(texts.letters[kind]),
  )
  const label = `${texts.kinds[kind]}: ${name}`
  // Questions are sentences: only the table and the label of the link have room for their names.
  if (kind === 'question') return link(id, label, circle + letter, links)
  return link(id, label, circle + nameBeside(name, { x, y, angle }), links) + letter
}

/** A name that points away from the middle, and is never upside down. */
function nameBeside(name: string, { x, y, angle }: Position): string {
  const isLeft = Math.cos(angle) < 0
  const rotation = round((angle * 180) / Math.PI + (isLeft ? 180 : 0))
  return element(
    'text',
    {
      x: round(x + (isLeft ? -1 : 1) * (DOT + 5)),
      y: round(y + 4),
      'font-size': 11,
      fill: '#1b1b1b',
      'text-anchor': isLeft ? 'end' : 'start',
      transform: `rotate(${rotation} ${x} ${y})`,
    },
    escapeText(truncateAtWord(name)),
  )
}

/** Cuts a name between words, so that people who use speech control can say what they see. */
function truncateAtWord(name: string): string {
  return truncate(name, MAX_NAME_LENGTH).replace(/(?<=\S)\s+\S*\u2026$/, '…')
}

function connection(from: Point | undefined, to: Point | undefined, colour: string): string {
  return from === undefined || to === undefined
    ? ''
    : element('path', {
        d: `M${from.x} ${from.y}L${to.x} ${to.y}`,
        stroke: colour,
        'stroke-opacity': '.22',
        fill: 'none',
      })
}

/** The kind of each letter, in the middle of the rings. */
function legend(centre: number, texts: MapTexts): string {
  const lines = kinds.map((kind, i) => {
    const y = centre - 24 + i * 26
    const letterAttributes = {
      x: centre - 46,
      y: y + 4,
      'font-size': 10,
      'font-weight': 700,
      fill: '#ffffff',
      'text-anchor': 'middle',
    }
    return [
      element('circle', { cx: centre - 46, cy: y, r: 9, fill: NO_STRAND_COLOUR }),
      element('text', letterAttributes, escapeText(texts.letters[kind])),
      element('text', { x: centre - 30, y: y + 4, 'font-size': 12, fill: '#1b1b1b' }, escapeText(texts.rings[kind])),
    ].join('')
  })
  return element('g', {}, lines.join(''))
}
