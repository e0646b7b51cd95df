// A copy that applies the feed equals the export: for any edits, any page size, one release at a time or several at once.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getNdjson, type Item, getPages } from '../support/client.ts'
import { sendQuery, serve } from '../support/app.ts'
import { editions, edits } from './edits.ts'

const RUNS = 12
const seen: Record<string, number> = {}

const copyOf = (items: Item[]) => new Map(items.map((item) => [item.id, JSON.stringify(item)]))

/** Does what the changes say, in order, and only what can be done. */
function replayed(copy: Map<string, string>, changes: any[]): Map<string, string> {
  const next = new Map(copy)
  for (const change of changes) {
    seen[change.type] = (seen[change.type] ?? 0) + 1
    if (change.type === 'withdrawn' || change.type === 'removed')
      expect(next.delete(change.id), `${change.id} is there to be ${change.type}`).toBe(true)
    if (change.type === 'renamed')
      expect(next.delete(change.formerId), `${change.formerId} is there to be renamed`).toBe(true)
    if (change.type === 'added') expect(next.has(change.id), `${change.id} is new`).toBe(false)
    if (change.type === 'changed') {
      const [before, now] = [JSON.parse(next.get(change.id) as string), change.item]
      expect(change.fields).toEqual(
        Object.keys({ ...now, ...before }).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name])),
      )
      expect(change.fields.length).toBeGreaterThan(0)
    }
    if ('item' in change) next.set(change.id, JSON.stringify(change.item))
  }
  return next
}

const typeNames: Record<string, string> = {
  Addition: 'added',
  Alteration: 'changed',
  Renaming: 'renamed',
  Withdrawal: 'withdrawn',
  Removal: 'removed',
}
const query = `query($since: String!, $first: Int, $after: String) { changes(since: $since, first: $first, after: $after) { totalCount token from { id } to { id } pageInfo { hasNextPage endCursor } nodes {
  __typename id kind ... on Addition { item { id } } ... on Alteration { fields item { id } } ... on Renaming { formerId item { id } } ... on Withdrawal { on reason successor } } } }`

test('for any edits, replaying the feed on an old copy gives the new one, by REST and GraphQL', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edits, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 7 }),
      async (rounds, limit) => {
        const served = await serve(editions(rounds))
        try {
          const last = `2026.${rounds.length + 1}`
          const copies = new Map<string, Map<string, string>>()
          for (let n = 1; n <= rounds.length + 1; n++)
            copies.set(`2026.${n}`, copyOf(await getNdjson(served.app, `/v1/export/toolkit.ndjson?release=2026.${n}`)))
          const sorted = (copy: Map<string, string> | undefined) => [...(copy ?? [])].sort()

          let stepwise = copies.get('2026.1') as Map<string, string>
          for (let n = 1; n <= rounds.length; n++) {
            const ids = [`2026.${n}`, `2026.${n + 1}`] as const
            stepwise = replayed(
              stepwise,
              (await getPages(served.app, `/v1/changes?from=${ids[0]}&to=${ids[1]}&limit=${limit}`)).flatMap(
                (page) => page.data,
              ),
            )
            expect(sorted(stepwise)).toEqual(sorted(copies.get(ids[1])))
          }
          for (const since of copies.keys()) {
            const pages = await getPages(served.app, `/v1/changes?since=${since}&limit=${limit}`)
            const changes = pages.flatMap((page) => page.data)
            expect(changes).toHaveLength(pages[0].page.total)
            expect(sorted(replayed(copies.get(since) as Map<string, string>, changes))).toEqual(
              sorted(copies.get(last)),
            )
            expect(
              sorted(
                replayed(
                  copies.get(last) as Map<string, string>,
                  (await getPages(served.app, `/v1/changes?from=${last}&to=${since}`)).flatMap((page) => page.data),
                ),
              ),
            ).toEqual(sorted(copies.get(since)))

            const described: unknown[] = []
            for (let after: string | null = null, more = true; more;) {
              const { data, errors }: any = await sendQuery(served.app, query, { since, first: limit, after })
              expect(errors).toBeUndefined()
              expect([data.changes.totalCount, data.changes.token, data.changes.from.id, data.changes.to.id]).toEqual([
                changes.length,
                pages[0].token,
                since,
                last,
              ])
              described.push(
                ...data.changes.nodes.map(({ __typename, ...change }: any) => ({
                  type: typeNames[__typename],
                  ...change,
                })),
              )
              after = data.changes.pageInfo.endCursor
              more = data.changes.pageInfo.hasNextPage
            }
            expect(described).toEqual(
              changes.map((change) => ('item' in change ? { ...change, item: { id: change.item.id } } : change)),
            )
          }
        } finally {
          await served.close()
        }
      },
    ),
    { numRuns: RUNS, seed: 6 },
  )
  // The edits were of every sort.
  for (const type of Object.values(typeNames)) expect(seen[type], type).toBeGreaterThan(2)
})
