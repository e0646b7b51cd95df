// The columns of the table: for each, one request that is sent repeatedly and thousands that are each sent once.
import type { Content } from '../../src/content/content.ts'
import { randomNumbers } from './scaledContent.ts'

export type BenchmarkRequest = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string }
export type Column = { name: string; warm: BenchmarkRequest; cold: BenchmarkRequest[] }
type Send = (request: BenchmarkRequest) => Promise<{ body: Buffer }>

const get = (path: string): BenchmarkRequest => ({ method: 'GET', path, headers: {} })
const post = (query: string, variables?: Record<string, unknown>): BenchmarkRequest => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
  body: JSON.stringify({ query, variables }),
})

const nested = `query Nested($first: Int, $filter: ToolFilter, $sort: ToolSort) {
  tools(first: $first, filter: $filter, sort: $sort) {
    totalCount
    nodes {
      slug name strands { slug name } activities { slug name questions { slug text } }
      mappings { relation strength reason confidence element { id name methodology { slug name } } }
    }
  }
}`

/** The columns of the table, each with at most `max` cold requests. `send` fetches the cursors of lists. */
export async function columns(content: Content, send: Send, max: number): Promise<Column[]> {
  const random = randomNumbers(7)
  const sample = (all: BenchmarkRequest[]) => shuffle(unique(all), random).slice(0, max)
  const listPages = await pages(send, max)
  return [
    { name: 'list of 20', warm: get('/v1/tools?limit=20'), cold: sample(listPages) },
    {
      name: 'list with fields=',
      warm: get('/v1/tools?limit=20&fields=slug,name,summary'),
      cold: sample(listPages.map(({ path }) => get(`${path}&fields=${fieldsFor(path)}`))),
    },
    {
      name: 'item with relations',
      warm: get('/v1/tools/fishbone-diagram?include=activities,questions,mappings'),
      cold: sample(items(content)),
    },
    {
      name: 'filtered list',
      warm: get('/v1/tools?strand=problem&methodology=lean&limit=20'),
      cold: sample(
        filters(content).map(({ strand, methodology, sort, limit }) =>
          get(`/v1/tools?strand=${strand}&methodology=${methodology}&sort=${sort}&limit=${limit}`),
        ),
      ),
    },
    {
      name: 'GraphQL, nested',
      warm: post(nested, { first: 20, filter: { strand: ['problem'] } }),
      cold: sample(
        filters(content).map(({ strand, methodology, sort, limit }) =>
          post(nested, {
            first: limit,
            filter: { strand: strand.split(','), methodology: methodology.split(',') },
            sort: graphqlSort(sort),
          }),
        ),
      ),
    },
    { name: 'search', warm: get('/v1/search?q=causes&limit=20'), cold: sample(searches(content, random, max)) },
  ]
}

const graphqlSort = (sort: string) => (sort.startsWith('-') ? `${sort.slice(1)}_desc` : sort).toUpperCase()

const fieldsFor = (path: string) => (path.startsWith('/v1/mappings') ? 'slug,relation,reason' : 'slug,name,summary')

/** Pages of about 20 items from every position of a list: one half of mappings, the other of other kinds. */
async function pages(send: Send, max: number): Promise<BenchmarkRequest[]> {
  const requests: Record<'mappings' | 'others', BenchmarkRequest[]> = { mappings: [], others: [] }
  for (const collection of ['tools', 'activities', 'terms', 'questions', 'mappings']) {
    for (const sort of ['name', '-name']) {
      const cursors = await pageCursors(send, collection, graphqlSort(sort), max)
      for (const cursor of cursors)
        for (const limit of [20, 19, 21, 18, 22])
          requests[collection === 'mappings' ? 'mappings' : 'others'].push(
            get(`/v1/${collection}?sort=${sort}&limit=${limit}&after=${cursor}`),
          )
    }
  }
  const half = Math.min(requests.mappings.length, requests.others.length)
  const random = randomNumbers(3)
  return [...shuffle(requests.mappings, random).slice(0, half), ...shuffle(requests.others, random).slice(0, half)]
}

/** The cursors that a full page follows. */
async function pageCursors(send: Send, collection: string, sort: string, max: number): Promise<string[]> {
  const type = `${collection === 'activities' ? 'Activity' : `${collection[0]?.toUpperCase()}${collection.slice(1, -1)}`}Sort`
  const query = `query($after: String, $sort: ${type}) { page: ${collection}(first: 100, after: $after, sort: $sort) { pageInfo { hasNextPage endCursor } edges { cursor } } }`
  type Answer = {
    data: { page: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { cursor: string }[] } }
  }
  const cursors: string[] = []
  for (let after: string | null = null; cursors.length < max;) {
    const { body } = await send(post(query, { after, sort }))
    const { page } = (JSON.parse(body.toString()) as Answer).data
    cursors.push(...page.edges.map((edge) => edge.cursor))
    if (!page.pageInfo.hasNextPage) break
    after = page.pageInfo.endCursor
  }
  return cursors.slice(0, -22)
}

/** Items with every selection of three of their relations, in every order. */
function items({ items: all }: Content): BenchmarkRequest[] {
  const relations = {
    tools: [all.tool, ['activities', 'questions', 'mappings']],
    activities: [all.activity, ['questions', 'tools', 'mappings']],
    questions: [all.question, ['activities', 'tools', 'mappings']],
  } as const
  return Object.entries(relations).flatMap(([collection, [files, names]]) =>
    [...files]
      .filter(([, file]) => file.withdrawn === undefined)
      .flatMap(([slug]) =>
        orderedSelections(names).map((include) => get(`/v1/${collection}/${slug}?include=${include}`)),
      ),
  )
}

function orderedSelections(names: readonly string[]): string[] {
  return names.flatMap((first) => [
    first,
    ...orderedSelections(names.filter((name) => name !== first)).map((rest) => `${first},${rest}`),
  ])
}

function filters({ items: all }: Content): { strand: string; methodology: string; sort: string; limit: number }[] {
  const oneOrTwo = (slugs: string[]) => [
    ...slugs,
    ...slugs.flatMap((a) => slugs.filter((b) => a !== b).map((b) => `${a},${b}`)),
  ]
  return oneOrTwo([...all.strand.keys()]).flatMap((strand) =>
    oneOrTwo([...all.methodology.keys()]).flatMap((methodology) =>
      ['name', '-name'].flatMap((sort) => [20, 19, 21, 18, 22].map((limit) => ({ strand, methodology, sort, limit }))),
    ),
  )
}

/** Single words, and pairs of adjacent words, from random positions in the texts. */
function searches({ items: all }: Content, random: () => number, max: number): BenchmarkRequest[] {
  const texts = [...all.tool.values(), ...all.activity.values()]
    .map((file) => `${file.name} ${file.summary}`)
    .concat([...all.term.values()].map((file) => `${file.name} ${file.definition}`))
  const queries: string[] = []
  for (let tries = 0; tries < max * 5; tries++) {
    const words = (texts[Math.floor(random() * texts.length)] as string).toLowerCase().match(/[a-z]{4,}/g) ?? []
    const at = Math.floor(random() * (words.length - 1))
    if (words[at] !== undefined) queries.push(random() < 0.5 ? (words[at] as string) : `${words[at]} ${words[at + 1]}`)
  }
  return queries.map((q) => get(`/v1/search?q=${encodeURIComponent(q)}&limit=20`))
}

function unique(all: BenchmarkRequest[]): BenchmarkRequest[] {
  return [...new Map(all.map((request) => [`${request.path} ${request.body}`, request])).values()]
}

function shuffle<T>(all: T[], random: () => number): T[] {
  return all
    .map((entry) => ({ entry, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ entry }) => entry)
}
