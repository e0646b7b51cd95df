// A list's filters as a sentence, so that readers notice a wrong one.
import { type Kind, itemId, definitionOf, kinds } from '../content/kinds.ts'
import type { FilterValues } from './collection.ts'
import type { Toolkit } from './toolkit.ts'

export function describeFilter(toolkit: Toolkit, kind: Kind, filter: FilterValues, q: string | undefined): string {
  const parts = Object.entries(filter).map(
    ([name, values]) => `${name} is ${values.map((value) => nameOf(toolkit, kind, name, value)).join(' or ')}`,
  )
  const where = parts.length === 0 ? '' : ` whose ${parts.join(' and whose ')}`
  const matching = q === undefined ? '' : ` that match "${q}"`
  return where === '' && matching === ''
    ? `all ${kinds[kind].collection}`
    : `${kinds[kind].collection}${where}${where !== '' && matching !== '' ? ' and' : ''}${matching}`
}

function nameOf(toolkit: Toolkit, kind: Kind, filter: string, value: string): string {
  const allowed = definitionOf(kind).filters[filter]?.allowed
  if (typeof allowed !== 'object' || 'oneOf' in allowed) return value
  return toolkit.nameOf('kind' in allowed ? itemId(allowed.kind as Kind, value) : value) ?? value
}
