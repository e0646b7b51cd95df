// Turns authored content into served items: relations in both directions, links and rendered prose.
import type { z } from 'zod'
import {
  type Attribution,
  type Licence,
  type Provenance,
  provenance,
  type RelationProvenance,
} from '../content/common.ts'
import type { Content } from '../content/content.ts'
import { type Guidance, type GuidanceFile, guidance, type Prose, writtenModules } from '../content/guidance.ts'
import { collectionPath, type Item, type Kind, itemId, kindNames, kindOf, kindPath } from '../content/kinds.ts'
import { referencesIn } from '../content/referenceFields.ts'
import { contentGraph } from './graph.ts'

/**
 * Placeholder for the public URL in stored JSON: a control character, which content may not contain. JSON escapes it in ASCII, so that
 * a Latin-1 string stays one.
 */
export const PUBLIC_URL_PLACEHOLDER = '\u001A'
/** Placeholder for the URL to report errors to, or null. */
export const REPORT_URL_PLACEHOLDER = '\u0005'

/** `order` is 0 for kinds without an order. */
export type PresentedItem = { item: Item; guidance: Guidance | null; order: number }
export type Render = (markdown: string) => Prose
export type Rights = { licence: z.infer<typeof Licence>; attribution: z.infer<typeof Attribution> }

/** The fields that the files of all kinds but mappings share. */
type DescribedFile = {
  summary?: string
  provenance: { basis: Provenance['basis']; urls: string[]; reason?: string | undefined }
  gaps: string[]
  review: {
    status: 'unreviewed' | 'reviewed'
    reviewer?: string | undefined
    on?: string | undefined
    next?: string | undefined
  }
  guidance?: GuidanceFile | undefined
}

const unrendered: Render = (markdown) => ({ markdown, html: '' })

/** Every served item, in the order of `kinds`. */
export function presentItems(content: Content, render: Render): PresentedItem[] {
  const rights = rightsOf(content)
  const graph = contentGraph(content)
  return kindNames.flatMap((kind) =>
    [...graph.filesOf<object>(kind)].map(([slug, file]): PresentedItem => {
      const id = itemId(kind, slug)
      const identity = { id, kind, slug: slug.split(':').at(-1), name: graph.nameOf(id) }
      const own = kindOf(kind).derive(file, slug, graph)
      const place = graph.orderOf(kind, slug)
      if (!isDescribed(file)) {
        const { sources } = file as { sources: string[] }
        const item = { ...identity, ...own, ...rights, links: linksOf(id, sources[0]) }
        return { item: item as Item, guidance: null, order: place }
      }
      const modules = file.guidance === undefined ? null : guidance(file.guidance, unrendered, graph.isServed)
      const described = {
        summary: kindOf(kind).summaryOf?.(file) ?? file.summary,
        gaps: file.gaps,
        provenance: provenance(file.provenance),
        relationProvenance: relationProvenanceOf(kind, file),
        review: {
          status: file.review.status,
          reviewer: file.review.reviewer ?? null,
          on: file.review.on ?? null,
          next: file.review.next ?? null,
        },
        modules: writtenModules(modules),
      }
      const links = linksOf(id, file.provenance.urls[0])
      return {
        item: { ...identity, ...described, ...rights, links, ...own } as Item,
        guidance: file.guidance === undefined ? null : guidance(file.guidance, render, graph.isServed),
        order: place,
      }
    }),
  )
}

function isDescribed(file: object): file is DescribedFile {
  return 'provenance' in file
}

function relationProvenanceOf(kind: Kind, file: object): RelationProvenance[] {
  return [...referencesIn(kindOf(kind).file, file)].flatMap(({ path, kind: targetKind, target, container }) =>
    'basis' in (container as object)
      ? [
          {
            relation: String(path[0]),
            to: itemId(targetKind as Kind, target),
            ...provenance(container as DescribedFile['provenance']),
          },
        ]
      : [],
  )
}

function linksOf(id: string, source: string | undefined) {
  const [path, named] = [collectionPath(id), kindPath(id)]
  return {
    self: `${PUBLIC_URL_PLACEHOLDER}/v1/${path}`,
    page: `${PUBLIC_URL_PLACEHOLDER}/${path}`,
    embed: `${PUBLIC_URL_PLACEHOLDER}/embed/${named}`,
    iri: `${PUBLIC_URL_PLACEHOLDER}/id/${named}`,
    source: source ?? null,
    report: REPORT_URL_PLACEHOLDER,
  }
}

/** Every item carries the licence and attribution. */
export function rightsOf(content: Content): Rights {
  const { licence, attribution } = content.release
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  return {
    licence: { text: licence.text, source: licence.source ?? null },
    attribution: { ...attribution, html: `<a href="${escaped(attribution.url)}">${escaped(attribution.text)}</a>` },
  }
}
