// Turns authored content into served items: relations in both directions, links and rendered prose.
import type { z } from 'zod'
import {
  type Attribution,
  type Licence,
  type Provenance,
  servedProvenance,
  type RelationProvenance,
} from '../content/common.ts'
import type { Content } from '../content/content.ts'
import { type Guidance, type GuidanceFile, renderGuidance, type Prose, writtenModules } from '../content/guidance.ts'
import { collectionPath, type Item, type Kind, itemId, kindNames, definitionOf, kindPath } from '../content/kinds.ts'
import { referencesIn } from '../content/referenceFields.ts'
import { contentGraph } from './graph.ts'

/**
 * Placeholder for the public URL in stored JSON: a control character, which content may not contain. JSON escapes it in
 * ASCII, so that a Latin-1 string stays one.
 */
export const PUBLIC_URL_PLACEHOLDER = '\u001A'
/** Placeholder for the URL to report errors to, or null. */
export const REPORT_URL_PLACEHOLDER = '\u0005'

/** `order` is 0 for kinds without an order. */
export type ServedItem = { item: Item; guidance: Guidance | null; order: number }
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

const withoutHtml: Render = (markdown) => ({ markdown, html: '' })

/** Every served item, in the order of `kinds`. */
export function buildServedItems(content: Content, render: Render): ServedItem[] {
  const rights = rightsOf(content)
  const graph = contentGraph(content)
  return kindNames.flatMap((kind) =>
    [...graph.filesOf<object>(kind)].map(([slug, file]): ServedItem => {
      const id = itemId(kind, slug)
      const identity = { id, kind, slug: slug.split(':').at(-1), name: graph.nameOf(id) }
      const kindFields = definitionOf(kind).derive(file, slug, graph)
      const order = graph.orderOf(kind, slug)
      if (!hasProvenance(file)) {
        const { sources } = file as { sources: string[] }
        const item = { ...identity, ...kindFields, ...rights, links: linksOf(id, sources[0]) }
        return { item: item as Item, guidance: null, order }
      }
      const unrenderedGuidance =
        file.guidance === undefined ? null : renderGuidance(file.guidance, withoutHtml, graph.isServed)
      const described = {
        summary: definitionOf(kind).summaryOf?.(file) ?? file.summary,
        gaps: file.gaps,
        provenance: servedProvenance(file.provenance),
        relationProvenance: relationProvenanceOf(kind, file),
        review: {
          status: file.review.status,
          reviewer: file.review.reviewer ?? null,
          on: file.review.on ?? null,
          next: file.review.next ?? null,
        },
        modules: writtenModules(unrenderedGuidance),
      }
      const links = linksOf(id, file.provenance.urls[0])
      return {
        item: { ...identity, ...described, ...rights, links, ...kindFields } as Item,
        guidance: file.guidance === undefined ? null : renderGuidance(file.guidance, render, graph.isServed),
        order,
      }
    }),
  )
}

function hasProvenance(file: object): file is DescribedFile {
  return 'provenance' in file
}

function relationProvenanceOf(kind: Kind, file: object): RelationProvenance[] {
  return [...referencesIn(definitionOf(kind).file, file)].flatMap(({ path, kind: targetKind, target, container }) =>
    'basis' in (container as object)
      ? [
          {
            relation: String(path[0]),
            to: itemId(targetKind as Kind, target),
            ...servedProvenance(container as DescribedFile['provenance']),
          },
        ]
      : [],
  )
}

function linksOf(id: string, source: string | undefined) {
  const [pathByCollection, pathByKind] = [collectionPath(id), kindPath(id)]
  return {
    self: `${PUBLIC_URL_PLACEHOLDER}/v1/${pathByCollection}`,
    page: `${PUBLIC_URL_PLACEHOLDER}/${pathByCollection}`,
    embed: `${PUBLIC_URL_PLACEHOLDER}/embed/${pathByKind}`,
    iri: `${PUBLIC_URL_PLACEHOLDER}/id/${pathByKind}`,
    source: source ?? null,
    report: REPORT_URL_PLACEHOLDER,
  }
}

/** Every item carries the licence and attribution. */
export function rightsOf(content: Content): Rights {
  const { licence, attribution } = content.release
  const escapeHtml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  return {
    licence: { text: licence.text, source: licence.source ?? null },
    attribution: {
      ...attribution,
      html: `<a href="${escapeHtml(attribution.url)}">${escapeHtml(attribution.text)}</a>`,
    },
  }
}
