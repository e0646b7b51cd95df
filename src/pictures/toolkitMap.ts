// The toolkit as a picture: questions, activities and tools on three rings, in a sector and a colour for each strand. Ring, letter and sector say what colour says.
import { escapeText, shortened, svgElement } from './svg.ts'

export type MapKind = 'question' | 'activity' | 'tool'
export type MapItem = { id: string; name: string; kind: MapKind; related: readonly string[] }
/** What stands together: a strand, or (without an id) what is in none. */
export type MapGroup = { id: string | undefined; name: string; items: readonly MapItem[] }
export type ToolkitMap = { groups: readonly MapGroup[] }

/** Words of the interface that stand in the picture. */
export type MapWords = {
  title: string
  description(groups: number, questions: number, activities: number, tools: number): string
  none: string
  letters: Record<MapKind, string>
  rings: Record<MapKind, string>
  kinds: Record<MapKind, string>
}

type Links = {
  addressOf(id: string): string
  /** Whether links stay in the frame that the picture is in. */ framed: boolean
}
type Point = { x: number; y: number }
type Sector = { group: MapGroup; from: number; to: number; colour: string }

const kinds: readonly MapKind[] = ['question', 'activity', 'tool']
/** Each is read in white on itself, and on white, at 4.5:1 or better. */
const colours = ['#1d5b8f', '#8a4b08', '#5b3fa0', '#1f6b3a', '#a3262a', '#0f6470', '#7a1f5c'] as const
const REST = '#4a5763'

/** The colour of a strand by its place among all strands. */
export function strandColour(place: number): string {
  return colours[place % colours.length] as string
}

const RADII: Record<MapKind, number> = { question: 118, activity: 222, tool: 402 }
const DOT = 12
/** What an item takes up on its ring, and a sector at the least, so that each can be read and hit. */
const ROOM = 25
const LEAST = 0.34
const GAP = 0.03
const [BAND, EDGE] = [572, 600]
const MARGIN = 6
const LONGEST_NAME = 24

export function toolkitMapFigure(
  { groups }: ToolkitMap,
  words: MapWords,
  links: Links,
): { title: string; description: string; svg: string } {
  const shown = groups.filter(({ items }) => items.length > 0)
  const count = (kind: MapKind) =>
    shown.reduce((sum, { items }) => sum + items.filter((item) => item.kind === kind).length, 0)
  const description = words.description(
    shown.filter(({ id }) => id !== undefined).length,
    count('question'),
    count('activity'),
    count('tool'),
  )
  const needed = shown.map(roomOf)
  const whole = 2 * Math.PI - GAP * shown.length
  const sum = needed.reduce((a, b) => a + b, 0)
  // What does not fit on a ring makes every ring wider.
  const scale = Math.max(1, sum / whole)
  const middle = EDGE * scale + MARGIN
  const sectors = sectorsOf(
    shown,
    needed.map((room) => (room / sum) * whole),
    (group) => groups.indexOf(group),
  )

  const places = new Map<string, Point & { angle: number }>()
  for (const { group, from, to } of sectors) {
    for (const kind of kinds) {
      const items = group.items.filter((item) => item.kind === kind)
      items.forEach((item, i) => {
        const angle = from + ((i + 0.5) / items.length) * (to - from)
        places.set(item.id, { angle, ...at(middle, RADII[kind] * scale, angle) })
      })
    }
  }
  const lines = sectors.flatMap(({ group, colour }) =>
    group.items.flatMap((item) => item.related.map((id) => line(places.get(item.id), places.get(id), colour))),
  )
  const drawn = sectors.map(
    (sector) => `<g>${backdrop(sector, middle, scale)}${title(sector, middle, scale, links)}</g>`,
  )
  const dots = sectors.map(
    ({ group, colour }) =>
      `<g>${kinds
        .flatMap((kind) => group.items.filter((item) => item.kind === kind))
        .map((item) => dot(item, places.get(item.id) as Point & { angle: number }, colour, words, links))
        .join('')}</g>`,
  )
  const svg = svgElement(
    2 * middle,
    2 * middle,
    words.title,
    description,
    drawn.join('') + centre(middle, words) + `<g>${lines.join('')}</g>` + dots.join(''),
    'group',
  )
  return { title: words.title, description, svg }
}

/** The angle that the fullest ring of a group needs. */
function roomOf({ items }: MapGroup): number {
  return Math.max(
    LEAST,
    ...kinds.map((kind) => (items.filter((item) => item.kind === kind).length * ROOM) / RADII[kind]),
  )
}

function sectorsOf(
  groups: readonly MapGroup[],
  widths: readonly number[],
  placeOf: (group: MapGroup) => number,
): Sector[] {
  let from = -Math.PI / 2
  return groups.map((group, i) => {
    const sector = {
      group,
      from,
      to: from + (widths[i] as number),
      colour: group.id === undefined ? REST : strandColour(placeOf(group)),
    }
    from = sector.to + GAP
    return sector
  })
}

function at(middle: number, radius: number, angle: number): Point {
  return { x: round(middle + radius * Math.cos(angle)), y: round(middle + radius * Math.sin(angle)) }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** A ring's piece between two radii. */
export function piece(middle: number, inner: number, outer: number, { from, to }: Pick<Sector, 'from' | 'to'>): string {
  const [a, b, c, d] = [at(middle, outer, from), at(middle, outer, to), at(middle, inner, to), at(middle, inner, from)]
  const large = to - from > Math.PI ? 1 : 0
  return `M${a.x} ${a.y}A${round(outer)} ${round(outer)} 0 ${large} 1 ${b.x} ${b.y}L${c.x} ${c.y}A${round(inner)} ${round(inner)} 0 ${large} 0 ${d.x} ${d.y}Z`
}

function backdrop(sector: Sector, middle: number, scale: number): string {
  return `<path d="${piece(middle, 86 * scale, BAND * scale, sector)}" fill="${sector.colour}" fill-opacity=".06"/><path d="${piece(middle, BAND * scale, EDGE * scale, sector)}" fill="${sector.colour}"/>`
}

/** The name of a group along its edge, turned so that it is never upside down; cut to fit, so that the link has the whole as its label. */
function title(sector: Sector, middle: number, scale: number, links: Links): string {
  const { group, from, to } = sector
  const half = (from + to) / 2
  const below = Math.sin(half) > 0
  const radius = (below ? BAND + 18 : BAND + 9) * scale
  const [start, end] = (below ? [to, from] : [from, to]).map((angle) => at(middle, radius, angle)) as [Point, Point]
  const path = `strand-${Math.round(half * 1000) + 10_000}`
  const label = `<path id="${path}" d="M${start.x} ${start.y}A${round(radius)} ${round(radius)} 0 ${to - from > Math.PI ? 1 : 0} ${below ? 0 : 1} ${end.x} ${end.y}" fill="none"/><text aria-hidden="true" font-size="15" font-weight="700" fill="#ffffff" text-anchor="middle"><textPath href="#${path}" startOffset="50%">${escapeText(shortened(group.name, Math.max(4, Math.floor(((to - from) * radius) / 9))))}</textPath></text>`
  return group.id === undefined ? label : link(group.id, group.name, label, links)
}

function link(id: string, name: string, body: string, { addressOf, framed }: Links): string {
  return `<a href="${escapeText(addressOf(id))}"${framed ? ' target="_self"' : ''}><title>${escapeText(name)}</title>${body}</a>`
}

function dot(
  { id, name, kind }: MapItem,
  { x, y, angle }: Point & { angle: number },
  colour: string,
  words: MapWords,
  links: Links,
): string {
  const left = Math.cos(angle) < 0
  const turned = round((angle * 180) / Math.PI + (left ? 180 : 0))
  // Questions are sentences: their names stand in the table and in the label.
  const label =
    kind === 'question'
      ? ''
      : `<text x="${round(x + (left ? -1 : 1) * (DOT + 5))}" y="${round(y + 4)}" font-size="11" fill="#1b1b1b" text-anchor="${left ? 'end' : 'start'}" transform="rotate(${turned} ${x} ${y})">${escapeText(wholeWords(name))}</text>`
  // The letter stands for the kind, which the label of the link says in full.
  const letter = `<text x="${x}" y="${round(y + 4)}" font-size="11" font-weight="700" fill="#ffffff" text-anchor="middle" pointer-events="none" aria-hidden="true">${escapeText(words.letters[kind])}</text>`
  return `${link(id, `${words.kinds[kind]}: ${name}`, `<circle cx="${x}" cy="${y}" r="${DOT}" fill="${colour}" stroke="#ffffff" stroke-width="1.5"/>${kind === 'question' ? letter : label}`, links)}${kind === 'question' ? '' : letter}`
}

/** As many words of a name as fit: who speaks to the machine says what is seen. */
function wholeWords(name: string): string {
  return shortened(name, LONGEST_NAME).replace(/(?<=\S)\s+\S*\u2026$/, '…')
}

function line(from: Point | undefined, to: Point | undefined, colour: string): string {
  return from === undefined || to === undefined
    ? ''
    : `<path d="M${from.x} ${from.y}L${to.x} ${to.y}" stroke="${colour}" stroke-opacity=".22" fill="none"/>`
}

/** What the letters stand for. */
function centre(middle: number, words: MapWords): string {
  const lines = kinds.map((kind, i) => {
    const y = middle - 24 + i * 26
    return `<circle cx="${middle - 46}" cy="${y}" r="9" fill="${REST}"/><text x="${middle - 46}" y="${y + 4}" font-size="10" font-weight="700" fill="#ffffff" text-anchor="middle">${escapeText(words.letters[kind])}</text><text x="${middle - 30}" y="${y + 4}" font-size="12" fill="#1b1b1b">${escapeText(words.rings[kind])}</text>`
  })
  return `<g>${lines.join('')}</g>`
}
