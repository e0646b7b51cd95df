// The toolkit as SKOS, in Turtle and in JSON-LD, with the same triples.
import { type Item, type Kind, kindNames, definitionOf, kinds } from '../content/kinds.ts'
import { type Mapping, roleRelations } from '../content/kinds/mapping.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { allRecords } from './records.ts'

const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** A resource with its classes, links, texts and numbers; predicates and classes are prefixed names. */
type Resource = {
  iri: string
  types: string[]
  links: [string, string][]
  texts: [string, string][]
  numbers: [string, number][]
}

const matches: Record<string, string> = {
  exact: 'skos:exactMatch',
  close: 'skos:closeMatch',
  broader: 'skos:broadMatch',
  narrower: 'skos:narrowMatch',
  related: 'skos:relatedMatch',
}

function vocabulary(toolkit: Toolkit): string {
  return `${toolkit.publicUrl}/v1/export/toolkit.ttl#`
}

function iriOf(toolkit: Toolkit, id: string): string {
  const kind = toolkit.get(id)?.kind
  return kind === 'element'
    ? `${toolkit.publicUrl}/id/element/${id}`
    : `${toolkit.publicUrl}/id/${id.replace(':', '/')}`
}

function schemeIri(toolkit: Toolkit, kind: Kind): string {
  return `${toolkit.publicUrl}/v1/${kinds[kind].collection}`
}

/** The schemes, the concepts, and the reviewed mappings with their reasons. */
async function* resources(toolkit: Toolkit): AsyncGenerator<Resource[]> {
  const { info } = toolkit
  const rights: [string, string][] = [
    ['dct:license', info.licence.text.url],
    ['dct:source', info.attribution.url],
  ]
  yield kindNames
    .filter((kind) => kind !== 'element' && kind !== 'mapping')
    .map((kind) => ({
      iri: schemeIri(toolkit, kind),
      types: ['skos:ConceptScheme'],
      links: rights,
      texts: [
        ['skos:prefLabel', kinds[kind].collection],
        ['skos:definition', definitionOf(kind).about],
      ],
      numbers: [],
    }))
  for await (const { items } of allRecords(toolkit)) {
    yield items.flatMap(({ fields: item }) =>
      item.kind === 'mapping'
        ? item.status === 'reviewed'
          ? mappingResources(toolkit, item)
          : []
        : [concept(toolkit, item)],
    )
  }
}

function concept(toolkit: Toolkit, item: Exclude<Item, Mapping>): Resource {
  const inScheme: [string, string][] =
    item.kind === 'element'
      ? [['skos:inScheme', iriOf(toolkit, `methodology:${item.methodology}`)]]
      : [['skos:inScheme', schemeIri(toolkit, item.kind)]]
  const aliases = item.kind === 'tool' ? item.aliases : item.kind === 'term' ? item.alternatives : []
  return {
    iri: iriOf(toolkit, item.id),
    types: item.kind === 'methodology' ? ['skos:Concept', 'skos:ConceptScheme'] : ['skos:Concept'],
    links: [...inScheme, ...item.provenance.urls.map((url): [string, string] => ['dct:source', url])],
    texts: [
      ['skos:prefLabel', item.name],
      ...aliases.map((alias): [string, string] => ['skos:altLabel', alias]),
      ['skos:definition', item.summary],
      ['skos:notation', item.id],
      ['vocab:basis', item.provenance.basis],
    ],
    numbers: [],
  }
}

/** The mapping as a triple in its stored direction, and as a resource with its reason. */
function mappingResources(toolkit: Toolkit, mapping: Mapping): Resource[] {
  const [subject, object] = [iriOf(toolkit, mapping.subject), iriOf(toolkit, mapping.object)]
  const predicate =
    matches[mapping.relation] ??
    ((roleRelations as readonly string[]).includes(mapping.relation) ? `vocab:${mapping.relation}` : undefined)
  const record: Resource = {
    iri: iriOf(toolkit, mapping.id),
    types: ['vocab:Mapping'],
    links: [
      ['vocab:subject', subject],
      ['vocab:object', object],
      ...mapping.sources.map((url): [string, string] => ['dct:source', url]),
    ],
    texts: [
      ['vocab:relation', mapping.relation],
      ['vocab:reason', mapping.reason],
      ['vocab:basis', mapping.basis],
      ['dct:creator', mapping.author],
      ...(mapping.strength === null ? [] : [['vocab:strength', mapping.strength] as [string, string]]),
    ],
    numbers: [['vocab:confidence', mapping.confidence]],
  }
  return predicate === undefined
    ? [record]
    : [{ iri: subject, types: [], links: [[predicate, object]], texts: [], numbers: [] }, record]
}

/** Literals with the language tag `en`. */
const languageTagged = new Set(['skos:prefLabel', 'skos:altLabel', 'skos:definition', 'vocab:reason'])

export async function* turtle(toolkit: Toolkit): AsyncGenerator<string> {
  // Imported lazily for a faster start.
  const { DataFactory, Writer } = await import('n3')
  const { namedNode, literal, quad } = DataFactory
  const chunks: string[] = []
  const prefixes = { ...namespaces, vocab: vocabulary(toolkit) }
  const expand = (name: string) => {
    const [prefix = '', local = ''] = name.split(':')
    return namedNode(prefixes[prefix as keyof typeof prefixes] + local)
  }
  const writer = new Writer(
    {
      write: (chunk: string, _encoding: unknown, done?: () => void) => {
        chunks.push(chunk)
        done?.()
      },
      end: (done?: () => void) => done?.(),
    } as never,
    { prefixes },
  )
  for await (const batch of resources(toolkit)) {
    for (const { iri, types, links, texts, numbers } of batch) {
      const subject = namedNode(iri)
      for (const type of types) writer.addQuad(quad(subject, expand('rdf:type'), expand(type)))
      for (const [predicate, target] of links) writer.addQuad(quad(subject, expand(predicate), namedNode(target)))
      for (const [predicate, text] of texts)
        writer.addQuad(
          quad(subject, expand(predicate), literal(text, languageTagged.has(predicate) ? 'en' : expand('xsd:string'))),
        )
      for (const [predicate, number] of numbers)
        writer.addQuad(quad(subject, expand(predicate), literal(String(number), expand('xsd:decimal'))))
    }
    yield chunks.splice(0).join('')
  }
  writer.end()
  yield chunks.join('')
}

export async function* jsonld(toolkit: Toolkit): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify({ ...namespaces, vocab: vocabulary(toolkit) })},"@graph":[`
  let isFirst = true
  for await (const batch of resources(toolkit)) {
    const nodes = batch.map(({ iri, types, links, texts, numbers }) => {
      const node: Record<string, unknown[]> = {}
      const add = (predicate: string, value: unknown) => {
        node[predicate] = [...(node[predicate] ?? []), value]
      }
      for (const [predicate, target] of links) add(predicate, { '@id': target })
      for (const [predicate, text] of texts)
        add(predicate, languageTagged.has(predicate) ? { '@value': text, '@language': 'en' } : { '@value': text })
      for (const [predicate, number] of numbers) add(predicate, { '@value': String(number), '@type': 'xsd:decimal' })
      return JSON.stringify({ '@id': iri, ...(types.length > 0 ? { '@type': types } : {}), ...node })
    })
    if (nodes.length > 0) yield `${isFirst ? '' : ','}${nodes.join(',')}`
    isFirst &&= nodes.length === 0
  }
  yield ']}'
}
