// Parses pictures and their tables with a strict XML parser.
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'

export type Node = {
  type: string
  name?: string
  attributes?: Record<string, string>
  elements?: Node[]
  text?: string
}

// A dependency of the FHIR library, which rejects malformed documents.
const { xml2js } = createRequire(createRequire(import.meta.url).resolve('fhir'))('xml-js') as {
  xml2js(text: string, options: object): { elements: Node[] }
}

/** The root of a document. @throws where it is not well-formed. */
export function xml(text: string): Node {
  const { elements } = xml2js(text, { compact: false, captureSpacesBetweenElements: true })
  expect(elements.length).toBe(1)
  return elements[0] as Node
}

export const all = (node: Node, name: string): Node[] => [
  ...(node.name === name ? [node] : []),
  ...(node.elements ?? []).flatMap((child) => all(child, name)),
]
export const every = (node: Node): Node[] => [
  ...(node.type === 'element' ? [node] : []),
  ...(node.elements ?? []).flatMap(every),
]
export const words = (node: Node | undefined): string =>
  (node?.elements ?? []).map((child) => child.text ?? words(child)).join('')

/** A picture, checked for its accessibility. */
export async function picture(app: FastifyInstance, url: string): Promise<Node> {
  const response = await app.inject(url)
  expect([response.statusCode, response.headers['content-type']], `${url} ${response.body.slice(0, 200)}`).toEqual([
    200,
    'image/svg+xml; charset=utf-8',
  ])
  const svg = xml(response.body)
  expectAccessible(svg)
  return svg
}

function expectAccessible(svg: Node): void {
  const [title, desc] = svg.elements ?? []
  expect([svg.name, svg.attributes?.role, title?.name, desc?.name]).toEqual(['svg', 'img', 'title', 'desc'])
  expect(svg.attributes?.['aria-labelledby']).toBe(`${title?.attributes?.id} ${desc?.attributes?.id}`)
  for (const node of [title, desc]) expect(words(node)).toMatch(/\S/)
  const { width, height, viewBox } = svg.attributes ?? {}
  expect(viewBox).toBe(`0 0 ${width} ${height}`)
  expect(Number(width) * Number(height)).toBeGreaterThan(0)
}

export type Page = {
  svg: Node
  svgText: string
  title: string
  caption: string
  head: string[]
  rows: string[][]
  html: string
}

/** The page of a picture, with its picture and table. */
export async function page(app: FastifyInstance, url: string): Promise<Page> {
  const response = await app.inject(url)
  expect([response.statusCode, response.headers['content-type']], `${url} ${response.body.slice(0, 200)}`).toEqual([
    200,
    'text/html; charset=utf-8',
  ])
  expect(response.headers['content-security-policy']).toContain("default-src 'none'")
  const html = response.body
  const part = (name: string) => html.slice(html.indexOf(`<${name}`), html.indexOf(`</${name}>`) + name.length + 3)
  const [svgText, table] = [part('svg'), xml(part('table'))]
  const svg = xml(svgText)
  expectAccessible(svg)
  for (const cell of all(table, 'th')) expect(['row', 'col']).toContain(cell.attributes?.scope)
  const body = all(table, 'tbody')[0] as Node
  return {
    svg,
    svgText,
    title: words(xml(part('title'))),
    caption: words(all(table, 'caption')[0]),
    head: all(all(table, 'thead')[0] as Node, 'th').map(words),
    rows: all(body, 'tr').map((row) => (row.elements ?? []).map(words)),
    html,
  }
}
