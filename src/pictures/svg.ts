// What the pictures share: text that is safe in SVG and HTML, and the page that sets a picture beside its table.

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

export type Figure = { title: string; description: string; svg: string; table: Table }
export type Table = { caption: string; head: string[]; rows: string[][] }

/** An SVG element that says what it shows to those who do not see it. What is in an image cannot be reached one by one; what is in a group can. */
export function svgElement(
  width: number,
  height: number,
  title: string,
  description: string,
  body: string,
  role: 'img' | 'group' = 'img',
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" role="${role}" aria-labelledby="picture-title picture-description" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Arial, Helvetica, sans-serif"><title id="picture-title">${escapeText(title)}</title><desc id="picture-description">${escapeText(description)}</desc><rect width="${width}" height="${height}" fill="#ffffff"/>${body}</svg>`
}

export function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" font-size="13" fill="#1b1b1b"${attributes === '' ? '' : ` ${attributes}`}>${escapeText(content)}</text>`
}

/** As many characters of a text as fit; one of two code units is never cut in half. */
export function shortened(content: string, characters: number): string {
  const all = [...content]
  return all.length <= characters ? content : `${all.slice(0, characters - 1).join('')}…`
}

/** The picture and its table twin, which holds the same items and numbers. */
export function figurePage({ title, description, svg, table }: Figure, credit: string): string {
  const cells = (row: string[]) =>
    row
      .map((cell, i) => (i === 0 ? `<th scope="row">${escapeText(cell)}</th>` : `<td>${escapeText(cell)}</td>`))
      .join('')
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
<thead><tr>${table.head.map((cell) => `<th scope="col">${escapeText(cell)}</th>`).join('')}</tr></thead>
<tbody>
${table.rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}
</tbody>
</table>
<p>${credit}</p>
</main>
</body>
</html>
`
}
