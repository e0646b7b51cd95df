// SVG elements with escaped text and attributes, and the page that shows a picture beside its table.

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

export type Attributes = Record<string, string | number | undefined>

/** An element with escaped attributes, without those that are undefined. The content is SVG, and is not escaped. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const start = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeText(String(value))}"`))
    .join('')
  return content.length === 0 ? `<${name}${start}/>` : `<${name}${start}>${content.join('')}</${name}>`
}

export type Figure = { title: string; description: string; svg: string; table: Table }
export type Table = { caption: string; head: string[]; rows: string[][] }

/**
 * An SVG document with a title and description for screen readers. With the role `img` it is read as one image; with
 * `group` its links can be reached one by one.
 */
export function accessibleSvg(
  width: number,
  height: number,
  title: string,
  description: string,
  body: string,
  role: 'img' | 'group' = 'img',
): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role,
      'aria-labelledby': 'picture-title picture-description',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': 'Arial, Helvetica, sans-serif',
    },
    element('title', { id: 'picture-title' }, escapeText(title)),
    element('desc', { id: 'picture-description' }, escapeText(description)),
    element('rect', { width, height, fill: '#ffffff' }),
    body,
  )
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element('text', { x, y, 'font-size': 13, fill: '#1b1b1b', ...attributes }, escapeText(content))
}

/** Cuts by code points, so that a surrogate pair is never split. */
export function truncate(content: string, maxCharacters: number): string {
  const characters = [...content]
  return characters.length <= maxCharacters ? content : `${characters.slice(0, maxCharacters - 1).join('')}…`
}

/** A page with the picture and a table of the same items and values. */
export function figurePage({ title, description, svg, table }: Figure, credit: string): string {
  const header = (scope: string, cell: string) => element('th', { scope }, escapeText(cell))
  const row = ([name = '', ...values]: string[]) =>
    element('tr', {}, header('row', name), ...values.map((value) => element('td', {}, escapeText(value))))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>${escapeText(title)}</h1>
<p>${escapeText(description)}</p>
<figure>${svg}</figure>
<table>
<caption>${escapeText(table.caption)}</caption>
<thead>${element('tr', {}, ...table.head.map((cell) => header('col', cell)))}</thead>
<tbody>
${table.rows.map(row).join('\n')}
</tbody>
</table>
<p>${credit}</p>
</main>
</body>
</html>
`
}
