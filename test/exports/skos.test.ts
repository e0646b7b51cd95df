// SKOS: Turtle and JSON-LD have the same triples, and every reviewed mapping with its reason.
import jsonld from 'jsonld'
import { Parser, type Quad, Writer } from 'n3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Content } from '../../src/content/content.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'
import { awkward, IRI, local, reviewed, text } from './support.ts'

const SKOS = 'http://www.w3.org/2004/02/skos/core#'
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const VOCAB = 'http://127.0.0.1:3000/v1/export/toolkit.ttl#'
const matches: Record<string, string> = {
  exact: 'exactMatch',
  close: 'closeMatch',
  broader: 'broadMatch',
  narrower: 'narrowMatch',
  related: 'relatedMatch',
}

const canonical = (nquads: string): Promise<string> =>
  jsonld.canonize(
    nquads as never,
    { algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads' } as object,
  )

function nquads(quads: Quad[]): Promise<string> {
  const writer = new Writer({ format: 'N-Quads' })
  writer.addQuads(quads)
  return new Promise((resolve, reject) => writer.end((error, result) => (error ? reject(error) : resolve(result))))
}

/** Both forms, read: the canonical N-Quads of each, and the quads of the Turtle. */
async function readBoth(served: Served): Promise<{ turtle: string; linked: string; quads: Quad[] }> {
  const quads = new Parser({ format: 'text/turtle' }).parse(await text(served.app, '/v1/export/toolkit.ttl'))
  // Its context is inline: a reader needs to fetch nothing.
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`${url} is asked for`)
  }
  const linked = (await jsonld.toRDF(JSON.parse(await text(served.app, '/v1/export/toolkit.jsonld')), {
    format: 'application/n-quads',
    documentLoader,
    safe: true,
  } as never)) as unknown as string
  return { turtle: await canonical(await nquads(quads)), linked: await canonical(linked), quads }
}

/** Subjects and objects of a predicate. */
const pairs = (quads: Quad[], predicate: string) =>
  quads.filter((quad) => quad.predicate.value === predicate).map((quad) => [quad.subject.value, quad.object.value])
const typed = (quads: Quad[], type: string) =>
  pairs(quads, `${RDF}type`)
    .filter(([, object]) => object === type)
    .map(([subject]) => subject as string)

function holds(quads: Quad[], content: Content): void {
  const rows = reviewed(content)
  const reasons = new Map(pairs(quads, `${VOCAB}reason`).map(([subject, reason]) => [subject, reason]))
  expect(reasons).toEqual(new Map(rows.map(([slug, row]) => [`${IRI}/mapping/${slug}`, row.reason])))
  for (const [relation, name] of Object.entries(matches)) {
    expect(pairs(quads, `${SKOS}${name}`).sort(), relation).toEqual(
      rows
        .filter(([, row]) => row.relation === relation)
        .map(([, row]) => [`${IRI}/${local(row.subject)}`, `${IRI}/${local(row.object)}`])
        .sort(),
    )
  }
  expect(pairs(quads, `${VOCAB}used-in`).length).toBe(rows.filter(([, row]) => row.relation === 'used-in').length)
  expect(pairs(quads, `${VOCAB}relation`).filter(([, relation]) => relation === 'none').length).toBe(
    rows.filter(([, row]) => row.relation === 'none').length,
  )
}

describe('of the real content', () => {
  let served: Served
  let content: Content
  let forms: Awaited<ReturnType<typeof readBoth>>
  beforeAll(async () => {
    content = realContent()
    served = await serve([content])
    forms = await readBoth(served)
  })
  afterAll(() => served.close())

  test('both formats have the same triples', () => {
    expect(forms.linked === forms.turtle).toBe(true)
    expect(forms.turtle.trim().split('\n').length).toBe(new Set(forms.quads.map((quad) => JSON.stringify(quad))).size)
    expect(forms.quads.length).toBeGreaterThan(8000)
  })

  test('every reviewed mapping is there once, with its reason', () => {
    holds(forms.quads, content)
    expect(typed(forms.quads, `${VOCAB}Mapping`).length).toBe(reviewed(content).length)
    expect(reviewed(content).length).toBeGreaterThan(1000)
  })

  test('each collection and each methodology is a scheme, and each item a concept in one of them', () => {
    const schemes = new Set(typed(forms.quads, `${SKOS}ConceptScheme`))
    for (const methodology of content.items.methodology.keys())
      expect(schemes).toContain(`${IRI}/methodology/${methodology}`)
    for (const collection of ['strands', 'questions', 'activities', 'tools', 'terms'])
      expect(schemes).toContain(`http://127.0.0.1:3000/v1/${collection}`)
    const concepts = typed(forms.quads, `${SKOS}Concept`)
    const placed = new Map(
      pairs(forms.quads, `${SKOS}inScheme`).map(([concept, scheme]) => [concept, scheme as string]),
    )
    expect(concepts.filter((concept) => !schemes.has(placed.get(concept) ?? ''))).toEqual([])
    for (const kind of ['tool', 'activity', 'element'] as const)
      for (const slug of content.items[kind].keys()) expect(concepts).toContain(`${IRI}/${kind}/${slug}`)
    expect(placed.get(`${IRI}/element/lean:flow`)).toBe(`${IRI}/methodology/lean`)
  })
})

test('special characters survive both formats', async () => {
  const rows = (worldFiles['methodologies/lean/mappings/tools.yaml'] as string).replace(
    'It shows what stops the flow.',
    JSON.stringify(`${awkward}\nAnd a second line.\tWith a tab.`),
  )
  const content = world({
    'methodologies/lean/mappings/tools.yaml': rows,
    'terms/system.yaml': `name: ${JSON.stringify(`"System" \\ ${awkward}`)}\ndefinition: ${JSON.stringify(`"""${awkward}"""`)}\nprovenance: { basis: published, urls: [https://example.org/] }\n`,
  })
  const served = await serve([content])
  const { turtle, linked, quads } = await readBoth(served)
  await served.close()
  expect(linked).toBe(turtle)
  holds(quads, content)
  expect(pairs(quads, `${SKOS}definition`)).toContainEqual([`${IRI}/term/system`, `"""${awkward}"""`])
})
