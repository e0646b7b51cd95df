// A mapping: an edge from a subject to an object, with its reason.
import { z } from 'zod'
import {
  anyIdReference,
  elementIdReference,
  HttpUrl,
  IsoDate,
  servedItem,
  Slug,
  slugReference,
  Text,
} from '../common.ts'
import { defineKind } from '../define.ts'

export const roleRelations = ['used-in', 'contributes-to', 'addresses', 'corresponds-to'] as const
export const counterpartRelations = ['exact', 'close', 'broader', 'narrower', 'related'] as const
export const Relation = z.enum([...roleRelations, ...counterpartRelations, 'none'])
export type Relation = z.infer<typeof Relation>

export const Strength = z.enum(['core', 'useful', 'occasional'])
export type Strength = z.infer<typeof Strength>

export const MappingBasis = z.enum(['published', 'editorial', 'derived'])
export const MappingStatus = z.enum(['proposed', 'reviewed', 'rejected'])
export type MappingStatus = z.infer<typeof MappingStatus>

/** The statuses that lists, relations and counts include by default. */
export const countedStatuses: readonly MappingStatus[] = ['reviewed']

/** The role relation of each kind of subject to an element. */
export const roleRelationOf = {
  tool: 'used-in',
  activity: 'contributes-to',
  question: 'addresses',
  strand: 'corresponds-to',
} as const

const recordFields = {
  relation: Relation,
  strength: Strength.optional().meta({ description: 'Of a role relation only.' }),
  confidence: z.number().min(0).max(1),
  reason: Text.meta({ description: 'What in the subject serves what in the object.' }),
  basis: MappingBasis,
  sources: z.array(HttpUrl).default([]),
  status: MappingStatus,
  author: Text,
  reviewer: Text.optional(),
  reviewedOn: IsoDate.optional(),
  supersedes: slugReference('mapping')
    .optional()
    .meta({ description: 'The slug of the mapping that this one replaces.' }),
  versions: z
    .strictObject({ subject: Text, object: Text })
    .meta({ description: 'The release of the content in which each side was read.' }),
}

export const AuthoredMapping = z
  .strictObject({ subject: anyIdReference, object: anyIdReference, ...recordFields })
  .superRefine((row, context) => {
    const isRole = (roleRelations as readonly string[]).includes(row.relation)
    if (isRole && row.strength === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['strength'],
        message: `must be given with the relation "${row.relation}": core, useful or occasional`,
      })
    }
    if (!isRole && row.strength !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['strength'],
        message: `does not go with the relation "${row.relation}"`,
      })
    }
    if (row.basis === 'published' && row.sources.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['sources'],
        message: 'must name at least one address, because the basis is "published"',
      })
    }
    if (row.basis === 'derived') {
      context.addIssue({
        code: 'custom',
        path: ['basis'],
        message: 'must be published or editorial: derived mappings are computed, never stored',
      })
    }
  })
export type AuthoredMapping = z.infer<typeof AuthoredMapping>

/** A file of mappings: rows, and defaults for their fields. */
export const MappingsFile = z.strictObject({
  defaults: z
    .strictObject({
      basis: MappingBasis.optional(),
      status: MappingStatus.optional(),
      author: Text.optional(),
      reviewer: Text.optional(),
      reviewedOn: IsoDate.optional(),
      versions: recordFields.versions.optional(),
    })
    .default({})
    .meta({ description: 'Fields that a row takes from here unless it says otherwise.' }),
  rows: z.array(z.record(z.string(), z.unknown())),
})

/** Derived from both ends. */
export function mappingSlug(row: { subject: string; object: string }): string {
  return `${row.subject.replace(':', '-')}-to-${row.object.replace(':', '-')}`
}

export const Mapping = z
  .object({
    ...servedItem('mapping'),
    subject: anyIdReference.meta({ description: 'The item that the mapping says something of.' }),
    subjectKind: z.string().meta({ description: 'The kind of the subject.' }),
    object: anyIdReference.meta({ description: 'The element, methodology or item that it is mapped to.' }),
    relation: Relation.meta({ description: 'How the subject relates to the object.' }),
    strength: Strength.nullable().meta({ description: 'Of a role relation only; else null.' }),
    reason: z.string().meta({ description: 'What in the subject serves what in the object.' }),
    confidence: z.number().meta({ description: 'How sure the editors are, from 0 to 1.' }),
    basis: MappingBasis.meta({ description: 'What it rests on: published, editorial or derived.' }),
    sources: z.array(z.string()).meta({ description: 'The addresses where it is published.' }),
    status: MappingStatus.meta({ description: 'Whether it is proposed, reviewed or rejected.' }),
    author: z.string().meta({ description: 'Who wrote it.' }),
    reviewer: z.string().nullable().meta({ description: 'Who reviewed it.' }),
    reviewedOn: z.string().nullable().meta({ description: 'When it was reviewed.' }),
    supersedes: Slug.nullable().meta({ description: 'The slug of the mapping that it replaces.' }),
    versions: z
      .object({
        subject: z.string().meta({ description: 'The release in which the subject was read.' }),
        object: z.string().meta({ description: 'The release in which the object was read.' }),
      })
      .meta({ id: 'MappingVersions', description: 'The release of the content in which each side was read.' }),
    element: elementIdReference
      .nullable()
      .meta({ description: 'The object where it is an element of a methodology; else null.' }),
    methodology: slugReference('methodology').nullable().meta({
      description: 'The methodology of the object; null where the object is a tool.',
    }),
  })
  .meta({ id: 'Mapping', description: 'An edge between two items, with its reason.' })
export type Mapping = z.infer<typeof Mapping>

const subjectKinds = ['strand', 'question', 'activity', 'tool', 'element']

export const mapping = defineKind({
  collection: 'mappings',
  file: AuthoredMapping,
  served: Mapping,
  about: 'How items relate to the elements of methodologies and to one another, with reasons.',
  filters: {
    subject: { field: 'subject', allowed: { idsOf: subjectKinds } },
    subjectKind: { field: 'subjectKind', allowed: { oneOf: subjectKinds } },
    methodology: 'methodology',
    element: 'element',
    relation: 'relation',
    strength: 'strength',
    basis: 'basis',
    status: { field: 'status', default: countedStatuses },
  },
  nameOf: ({ subject, object }, nameOf) => `${nameOf(subject)}: ${nameOf(object)}`,
  example: 'tool-fishbone-diagram-to-six-sigma-analyse',
  derive(row, _slug, graph) {
    const [subjectKind, objectKind] = [graph.kindOfId(row.subject), graph.kindOfId(row.object)]
    const [prefix = '', slug = ''] = row.object.split(':')
    return {
      subject: row.subject,
      subjectKind,
      object: row.object,
      relation: row.relation,
      strength: row.strength ?? null,
      reason: row.reason,
      confidence: row.confidence,
      basis: row.basis,
      sources: row.sources,
      status: row.status,
      author: row.author,
      reviewer: row.reviewer ?? null,
      reviewedOn: row.reviewedOn ?? null,
      supersedes: row.supersedes ?? null,
      versions: row.versions,
      element: objectKind === 'element' ? row.object : null,
      methodology: objectKind === 'element' ? prefix : objectKind === 'methodology' ? slug : null,
    }
  },
})
