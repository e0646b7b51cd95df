// The questions, activities and tools of the toolkit by strand, with what relates them: what its picture is drawn from.
import type { Item, Kind } from '../content/kinds.ts'
import type { Collection } from './collection.ts'

type MapItem = { id: string; name: string; kind: 'question' | 'activity' | 'tool'; related: string[] }
/** What stands together: a strand, or (without an id) what is in none. */
type MapGroup = { id: string | undefined; name: string; items: MapItem[] }

/** A question stands in the strand most of whose activities help to answer it, a tool in its home; tools that a methodology brings are not of the toolkit. */
export async function toolkitMap(of: <K extends Kind>(kind: K) => Collection<K>): Promise<{ groups: MapGroup[] }> {
  const strands = await every('strand')
  const activities = await every('activity')
  const groups = new Map<string, MapGroup>(strands.map(({ slug, id, name }) => [slug, { id, name, items: [] }]))
  const rest: MapGroup = { id: undefined, name: '', items: [] }
  const put = (strand: string | null | undefined, item: MapItem) => (groups.get(strand ?? '') ?? rest).items.push(item)

  const strandOf = new Map(activities.map(({ slug, strand }) => [slug, strand]))
  for (const { id, name, activities: helping } of await every('question'))
    put(mostOften(helping.map((slug) => strandOf.get(slug) as string)), { id, name, kind: 'question', related: [] })
  for (const { id, name, strand, questions } of activities)
    put(strand, { id, name, kind: 'activity', related: questions.map((slug) => `question:${slug}`) })
  for (const { id, name, origin, homeStrand, activities: helped } of await every('tool')) {
    if (origin === 'toolkit')
      put(homeStrand, { id, name, kind: 'tool', related: helped.map((slug) => `activity:${slug}`) })
  }
  return { groups: [...groups.values(), ...(rest.items.length > 0 ? [rest] : [])] }

  async function every<K extends Kind>(kind: K): Promise<Item<K>[]> {
    const found: Item<K>[] = []
    for await (const rows of of(kind).all({})) found.push(...rows.map(({ fields }) => fields))
    return found
  }
}

/** The first of those that are named most often. */
function mostOften(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].reduce<[string, number] | undefined>(
    (best, entry) => (best === undefined || entry[1] > best[1] ? entry : best),
    undefined,
  )?.[0]
}
