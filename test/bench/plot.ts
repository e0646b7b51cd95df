// Lines over the number of records, as SVG.
export type Line = { name: string; points: { x: number; y: number }[] }

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [720, 400, 70, 40, 190, 50]
const colors = ['#1b6ca8', '#b3541e', '#2f7d4f', '#7b3f98', '#8a6d00', '#b0305c']

/** Both axes are logarithmic, so that a fall by the same share looks the same everywhere. */
export function plot(title: string, unit: string, lines: Line[]): string {
  const points = lines.flatMap((line) => line.points)
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))]
  const [low, high] = [
    10 ** Math.floor(Math.log10(Math.min(...points.map((p) => p.y)))),
    10 ** Math.ceil(Math.log10(Math.max(...points.map((p) => p.y)))),
  ]
  const place = (value: number, from: number, to: number) =>
    from === to ? 0.5 : Math.log(value / from) / Math.log(to / from)
  const x = (value: number) => (LEFT + place(value, left, right) * (WIDTH - LEFT - RIGHT)).toFixed(1)
  const y = (value: number) => (HEIGHT - BOTTOM - place(value, low, high) * (HEIGHT - TOP - BOTTOM)).toFixed(1)
  const decades = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, i) => low * 10 ** i)
  const sizes = [...new Set(points.map((p) => p.x))]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${title}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="15">${title}</text>
${decades.map((value) => `<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 8}" y="${y(value)}" text-anchor="end" dy="4">${value < 1 ? value : value.toLocaleString('en')}</text>`).join('\n')}
${sizes.map((value) => `<text x="${x(value)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${value.toLocaleString('en')}</text>`).join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">records</text>
<text transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${unit}</text>
${lines.map((line, i) => drawLine(line, colors[i % colors.length] as string, TOP + 14 + i * 20)).join('\n')}
</svg>
`

  function drawLine({ name, points: own }: Line, colour: string, key: number): string {
    const dots = own.map((p) => `<circle cx="${x(p.x)}" cy="${y(p.y)}" r="3" fill="${colour}"/>`).join('')
    return `<polyline points="${own.map((p) => `${x(p.x)},${y(p.y)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}<path d="M${WIDTH - RIGHT + 12} ${key}h18" stroke="${colour}" stroke-width="2"/><text x="${WIDTH - RIGHT + 36}" y="${key}" dy="4">${name}</text>`
  }
}
