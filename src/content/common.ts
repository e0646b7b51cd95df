// Shapes that all kinds share: slugs, provenance, licence, review. The names of authored shapes end in `File`.
import { z } from 'zod'
import { referenceTo } from './referenceFields.ts'

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by single hyphens, such as "fishbone-diagram"')
  .max(120)

/** `kind:slug`, or `methodology:element` for an element of a methodology. */
export const ItemId = z
  .string()
  .regex(/^[a-z0-9-]+:[a-z0-9-]+$/, 'must be an id such as "tool:fishbone-diagram" or "lean:flow"')

/** References to items of a kind by slug. */
export const slugReference = (kind: string) => referenceTo(Slug, kind)
export const slugReferences = (kind: string) => z.array(slugReference(kind))

/** References to items of any kind by id. */
export const anyIdReference = referenceTo(ItemId, 'item')
export const anyIdReferences = z.array(anyIdReference)
/** References to items of a kind by id. */
export const elementIdReference = referenceTo(ItemId, 'element')
export const idReferences = (kind: string) => z.array(referenceTo(ItemId, kind))

/** Text without control characters other than tabs and ends of lines. */
export const Text = z
  .string()
  .trim()
  .min(1)
  // eslint-disable-next-line no-control-regex
  .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'must hold no control characters')
export const HttpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
export const IsoDate = z.iso.date()
export const Order = z.int().min(0)

export const Basis = z.enum(['published', 'editorial', 'unconfirmed']).meta({
  description:
    'What a name, fact or relation rests on: it stands at the addresses given, ' +
    "it is this project's judgement with its reason, or it is believed but not confirmed at a source.",
})

const provenanceFields = {
  basis: Basis,
  urls: z.array(HttpUrl).default([]).meta({ description: 'Where it is published.' }),
  reason: Text.optional().meta({ description: 'Why we judge so. Required where the basis is editorial.' }),
}

type ProvenanceFields = { basis: string; urls: string[]; reason?: string | undefined }

/** What is published has an address, what is editorial a reason. */
export function validateProvenance(value: ProvenanceFields, context: z.RefinementCtx): void {
  if (value.basis === 'published' && value.urls.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['urls'],
      message: 'must name at least one address, because the basis is "published"',
    })
  }
  if (value.basis === 'editorial' && value.reason === undefined) {
    context.addIssue({ code: 'custom', path: ['reason'], message: 'must be given, because the basis is "editorial"' })
  }
}

export const ProvenanceFile = z.strictObject(provenanceFields).superRefine(validateProvenance)

/** An authored relation to one other item, with what the relation rests on. */
export function relatedFile<Key extends string>(key: Key) {
  const target = { [key]: slugReference(key) } as { [K in Key]: typeof Slug }
  return z
    .strictObject({ ...target, ...provenanceFields })
    .superRefine((value, context) => validateProvenance(value as ProvenanceFields, context))
}

export const Provenance = z
  .object({
    basis: Basis,
    urls: z.array(z.string()).meta({ description: 'The addresses where it is published.' }),
    reason: z.string().nullable().meta({ description: 'Why we judge so; null where it is published.' }),
  })
  .meta({ id: 'Provenance', description: 'What an item, or a relation of it, rests on.' })
export type Provenance = z.infer<typeof Provenance>

export function servedProvenance(file: ProvenanceFields): Provenance {
  return { basis: Basis.parse(file.basis), urls: file.urls, reason: file.reason ?? null }
}

export const RelationProvenance = z
  .object({
    relation: z.string().meta({ description: 'The field that holds the relation.' }),
    to: ItemId.meta({ description: 'The item at its other end.' }),
    ...Provenance.shape,
  })
  .meta({ id: 'RelationProvenance', description: 'What one relation of an item rests on.' })
export type RelationProvenance = z.infer<typeof RelationProvenance>

export const ReviewFile = z.strictObject({
  status: z.enum(['unreviewed', 'reviewed']),
  reviewer: Text.optional(),
  on: IsoDate.optional(),
  next: IsoDate.optional(),
})

export const Review = z
  .object({
    status: z.enum(['unreviewed', 'reviewed']).meta({ description: 'Whether it is unreviewed or reviewed.' }),
    reviewer: z.string().nullable().meta({ description: 'Who reviewed it.' }),
    on: z.string().nullable().meta({ description: 'The date of the last review.' }),
    next: z.string().nullable().meta({ description: 'The date when it is due again.' }),
  })
  .meta({ id: 'Review', description: 'Whether and when an item was last reviewed.' })

export const LicenceName = z
  .object({
    id: z.string().meta({ description: 'The SPDX identifier.' }),
    name: z.string().meta({ description: 'What it is called.' }),
    url: z.string().meta({ description: 'An address.' }),
  })
  .meta({ id: 'LicenceName', description: 'A licence by its SPDX identifier, name and address.' })

export const Licence = z
  .object({
    text: LicenceName.meta({ description: 'The licence of our own text.' }),
    source: LicenceName.nullable().meta({
      description: 'The licence of the source; null where it is not known to us.',
    }),
  })
  .meta({ id: 'Licence', description: 'Under which licences an item may be used.' })

export const Attribution = z
  .object({
    text: z.string().meta({ description: 'In words.' }),
    html: z.string().meta({ description: 'Sanitised HTML, safe to insert in a page.' }),
    url: z.string().meta({ description: 'An address.' }),
  })
  .meta({ id: 'Attribution', description: 'The credit to show with an item.' })

export const Withdrawn = z.strictObject({
  on: IsoDate,
  reason: Text,
  successor: Slug.optional().meta({ description: 'The item of the same kind to use instead.' }),
})

/** The fields of all authored items but mappings. */
export const itemFile = {
  provenance: ProvenanceFile,
  gaps: z.array(Text).default([]).meta({ description: 'What is not known of this item, in sentences.' }),
  review: ReviewFile.default({ status: 'unreviewed' }),
  formerSlugs: z
    .array(Slug)
    .default([])
    .meta({ description: 'Slugs that this item had before; they redirect to it for ever.' }),
  withdrawn: Withdrawn.optional().meta({ description: 'Set when the item is taken back; its file stays.' }),
}

export const namedFile = {
  name: Text.max(200),
  summary: Text.max(400).meta({ description: 'One or two sentences of our own in plain English.' }),
}

export const Links = z
  .object({
    self: z.string().meta({ description: 'The address of this item.' }),
    page: z.string().meta({ description: 'Its page for people.' }),
    embed: z.string().meta({ description: 'The same for a frame in the page of another site.' }),
    iri: z
      .string()
      .meta({ description: 'The identifier of this item, which redirects to its page or, by `Accept`, to its JSON.' }),
    source: z
      .string()
      .nullable()
      .meta({ description: 'Where the source speaks of it; null where no address is known.' }),
    report: z
      .string()
      .nullable()
      .meta({ description: 'Where to report an error in it; null where the operator names none.' }),
  })
  .meta({ id: 'Links', description: 'Absolute addresses that belong to an item.' })

const identity = {
  id: ItemId.meta({ description: 'The id: `kind:slug`, or `methodology:element` of an element.' }),
  slug: Slug.meta({ description: 'Its name in addresses; never used again for another.' }),
  name: z.string().meta({ description: 'What it is called.' }),
}

const rights = { licence: Licence, attribution: Attribution, links: Links }

/** The fields of every served item. */
export function servedItem<Kind extends string>(kind: Kind) {
  return { ...identity, kind: z.literal(kind).meta({ description: 'The kind of item.' }), ...rights }
}

/** The fields of every served item but mappings. */
export function describedItem<Kind extends string>(kind: Kind) {
  return {
    ...identity,
    kind: z.literal(kind).meta({ description: 'The kind of item.' }),
    summary: z.string().meta({ description: 'One or two sentences of our own.' }),
    gaps: z.array(z.string()).meta({ description: 'What is not known of this item.' }),
    provenance: Provenance,
    relationProvenance: z
      .array(RelationProvenance)
      .meta({ description: 'What each relation that someone could doubt rests on.' }),
    review: Review,
    modules: z
      .array(z.string())
      .meta({ description: 'The modules of its guidance that are written; each is safe to show alone.' }),
    ...rights,
  }
}
