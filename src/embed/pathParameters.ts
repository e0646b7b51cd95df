// The path parameters of embeds, fragments and snapshots, and the item and parts that they select.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kinds } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { type PartName, availableParts } from '../markup/parts.ts'
import { problemFromErrors, unknownValueError } from '../problems.ts'
import type { ItemPage } from '../queries/itemPage.ts'

const PathSegment = z.string().min(1).max(200)
export const itemPathParameters = {
  kind: PathSegment.meta({ description: `One of ${kindNames.join(', ')}.` }),
  slug: PathSegment.meta({ description: 'The slug of the item; of an element its id, such as `lean:flow`.' }),
}
export const releasePathParameters = { release: PathSegment.meta({ description: 'The id of a release that is kept.' }) }

/** The current address of an item whose path has a former slug. @throws Problem if there is no such item. */
export function renamedAddress(
  { params, toolkit }: FastifyRequest,
  addressOf: (id: string) => string,
): string | undefined {
  const { kind, slug } = params as { kind: string; slug: string }
  if (!Object.hasOwn(kinds, kind))
    throw problemFromErrors('not_found', [
      unknownValueError('path', 'kind', kind, 'a kind of item', kindNames, nearest(kind, kindNames)),
    ])
  const id = toolkit.currentIdIfRenamed(kind as Kind, slug, addressOf)
  return id === undefined ? undefined : addressOf(id)
}

/** @throws Problem if the item lacks a requested part. */
export function itemPageWithParts({ params, toolkit }: FastifyRequest, requested?: readonly PartName[]) {
  const { kind, slug } = params as { kind: Kind; slug: string }
  const itemPage = toolkit.itemPage(kind, slug) as ItemPage
  return { itemPage, parts: selectParts(itemPage, requested) }
}

function selectParts(itemPage: ItemPage, requested: readonly PartName[] | undefined): readonly PartName[] {
  const available = availableParts(itemPage)
  if (requested === undefined) return available
  const missing = requested.filter((part) => !available.includes(part))
  if (missing.length > 0)
    throw problemFromErrors(
      'unknown_value',
      missing.map((part) =>
        unknownValueError(
          'query',
          'parts',
          part,
          `a part that ${itemPage.item.id} has`,
          available,
          nearest(part, available),
        ),
      ),
    )
  return requested
}
