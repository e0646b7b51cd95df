// The item that the path of an embed, a fragment or a snapshot names, and the parts of it.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kinds } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { type PartName, writtenParts } from '../markup/parts.ts'
import { problemOf, unknown } from '../problems.ts'
import type { Whole } from '../queries/whole.ts'

const Name = z.string().min(1).max(200)
export const ItemPath = {
  kind: Name.meta({ description: `One of ${kindNames.join(', ')}.` }),
  slug: Name.meta({ description: 'The slug of the item; of an element its id, such as `lean:flow`.' }),
}
export const ReleasePath = { release: Name.meta({ description: 'The id of a release that is kept.' }) }

/** The address of the item, where the path names it by a former slug. @throws Problem where there is no such item. */
export function renamedAddress(
  { params, toolkit }: FastifyRequest,
  addressOf: (id: string) => string,
): string | undefined {
  const { kind, slug } = params as { kind: string; slug: string }
  if (!Object.hasOwn(kinds, kind))
    throw problemOf('not_found', [unknown('path', 'kind', kind, 'a kind of item', kindNames, nearest(kind, kindNames))])
  const id = toolkit.renamedTo(kind as Kind, slug, addressOf)
  return id === undefined ? undefined : addressOf(id)
}

/** The item, and those of its parts that were requested. @throws Problem where it does not have one of them. */
export function itemWithParts({ params, toolkit }: FastifyRequest, requested?: readonly PartName[]) {
  const { kind, slug } = params as { kind: Kind; slug: string }
  const whole = toolkit.whole(kind, slug) as Whole
  return { whole, parts: selectParts(whole, requested) }
}

function selectParts(whole: Whole, requested: readonly PartName[] | undefined): readonly PartName[] {
  const written = writtenParts(whole)
  if (requested === undefined) return written
  const missing = requested.filter((part) => !written.includes(part))
  if (missing.length > 0)
    throw problemOf(
      'unknown_value',
      missing.map((part) =>
        unknown('query', 'parts', part, `a part that ${whole.item.id} has`, written, nearest(part, written)),
      ),
    )
  return requested
}
