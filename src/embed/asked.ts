// The item that an embed, a fragment or a snapshot is asked for, and the parts of it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kinds } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { notModified } from '../http/caching.ts'
import { redirectRenamed } from '../http/redirects.ts'
import { type PartName, availableParts } from '../markup/parts.ts'
import { problemOf, unknown } from '../problems.ts'
import type { Whole } from '../queries/whole.ts'

const Name = z.string().min(1).max(200)
export const ItemPath = {
  kind: Name.meta({ description: `One of ${kindNames.join(', ')}.` }),
  slug: Name.meta({ description: 'The slug of the item; of an element its id, such as `lean:flow`.' }),
}
export const ReleasePath = { release: Name.meta({ description: 'The id of a release that is kept.' }) }

type Asking = {
  /** Where the same of another item is. */
  addressOf: (id: string) => string
  parts?: readonly PartName[] | undefined
  /** What makes the answer another one than the same address gives elsewhere. */
  form: string
}

/** Undefined where it is answered already: by a redirect, or since the client has it. @throws Problem where there is no such item or part. */
export function askedItem(
  request: FastifyRequest,
  reply: FastifyReply,
  { addressOf, parts, form }: Asking,
): { whole: Whole; parts: readonly PartName[] } | undefined {
  const { toolkit } = request
  const { kind, slug } = request.params as { kind: string; slug: string }
  if (!Object.hasOwn(kinds, kind))
    throw problemOf('not_found', [unknown('path', 'kind', kind, 'a kind of item', kindNames, nearest(kind, kindNames))])
  const renamed = toolkit.renamedTo(kind as Kind, slug, addressOf)
  if (renamed !== undefined) {
    redirectRenamed(request, reply, addressOf(renamed))
    return undefined
  }
  // A tag that we gave is of parts that are written; of `*` that is not known yet.
  const anything = request.headers['if-none-match']?.trim() === '*'
  if (!anything && notModified(request, reply, request.freshness, form)) return undefined
  const whole = toolkit.whole(kind as Kind, slug) as Whole
  const chosen = partsOf(whole, parts)
  if (anything && notModified(request, reply, request.freshness, form)) return undefined
  return { whole, parts: chosen }
}

/** @throws Problem where a part is asked for that the item does not have. */
function partsOf(whole: Whole, asked: readonly PartName[] | undefined): readonly PartName[] {
  const written = availableParts(whole)
  if (asked === undefined) return written
  const missing = asked.filter((part) => !written.includes(part))
  if (missing.length > 0)
    throw problemOf(
      'unknown_value',
      missing.map((part) =>
        unknown('query', 'parts', part, `a part that ${whole.item.id} has`, written, nearest(part, written)),
      ),
    )
  return asked
}
