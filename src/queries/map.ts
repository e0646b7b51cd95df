// The toolkit map: questions, activities and tools grouped by strand, and their relations.
import type { Item, Kind } from '../content/kinds.ts'
import type { Collection } from './collection.ts'

type MapItem = { id: string; name: string; kind: 'question' | 'activity' | 'tool'; related: string[] }
/** The items of a strand; the group without an id has those of no strand. */
type MapGroup = { id: string | undefined; name: string; items: MapItem[] }

/**
 * A question belongs to the strand with most of its activities, a tool to its home strand; tools that only
 * methodologies use are left out.
 */
export async function toolkitMap(
  collection: <K extends Kind>(kind: K) => Collection<K>,
): Promise<{ groups: MapGroup[] }> {
  const strands = await allOf('strand')
  const activities = await allOf('activity')
  const groups = new Map<string, MapGroup>(strands.map(({ slug, id, name }) => [slug, { id, name, items: [] }]))
  const rest: MapGroup = { id: undefined, name: '', items: [] }
  const put = (strand: string | null | undefined, item: MapItem) => (groups.get(strand ?? '') ?? rest).items.push(item)

  const strandOf = new Map(activities.map(({ slug, strand }) => [slug, strand]))
  for (const { id, name, activities: helping } of await allOf('question'))
    put(mostFrequent(helping.map((slug) => strandOf.get(slug) as string)), { id, name, kind: 'question', related: [] })
  for (const { id, name, strand, questions } of activities)
    put(strand, { id, name, kind: 'activity', related: questions.map((slug) => `question:${slug}`) })
  for (const { id, name, origin, homeStrand, activities: helped } of await allOf('tool')) {
    if (origin === 'toolkit')
      put(homeStrand, { id, name, kind: 'tool', related: helped.map((slug) => `activity:${slug}`) })
  }
  return { groups: [...groups.values(), ...(rest.items.length > 0 ? [rest] : [])] }

  async function allOf<K extends Kind>(kind: K): Promise<Item<K>[]> {
    const found: Item<K>[] = []
    for await (const rows of collection(kind).streamAll({})) found.push(...rows.map(({ fields }) => fields))
    return found
  }
}

/** The mode; the first wins a tie. */
function mostFrequent(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].reduce<[string, number] | undefined>(
    (best, entry) => (best === undefined || entry[1] > best[1] ? entry : best),
    undefined,
  )?.[0]
}
