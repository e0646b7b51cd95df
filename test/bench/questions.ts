// What is asked: of each column one request that is asked again and again, and thousands that are each asked once.
import type { Content } from '../../src/content/content.ts'
import { randomNumbers } from './world.ts'

export type Asked = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string }
export type Column = { name: string; warm: Asked; cold: Asked[] }
type Ask = (asked: Asked) => Promise<{ body: string }>

const get = (path: string): Asked => ({ method: 'GET', path, headers: {} })
const post = (query: string, variables?: Record<string, unknown>): Asked => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
  body: JSON.stringify({ query, variables }),
})

const nestedFields = `totalCount nodes { slug name strands { slug name } activities { slug name questions { slug text } }
  mappings { relation strength reason confidence element { id name methodology { slug name } } } }`
const nested = `query Nested($first: Int, $filter: ToolFilter, $sort: ToolSort) { tools(first: $first, filter: $filter, sort: $sort) { ${nestedFields} } }`

/** The columns of the table. `ask` is asked for the cursors of lists. */
export async function columns(content: Content, ask: Ask, most: number): Promise<Column[]> {
  const random = randomNumbers(7)
  const some = (all: Asked[]) => shuffled(distinct(all), random).slice(0, most)
  return [
    { name: 'list of 20', warm: get('/v1/tools?limit=20'), cold: some(await pages(ask, most)) },
    {
      name: 'item with relations',
      warm: get('/v1/tools/fishbone-diagram?include=activities,questions,mappings'),
      cold: some(items(content)),
    },
    {
      name: 'filtered list',
      warm: get('/v1/tools?strand=problem&methodology=lean&limit=20'),
      cold: some(
        filters(content).map(({ strand, methodology, sort, limit }) =>
          get(`/v1/tools?strand=${strand}&methodology=${methodology}&sort=${sort}&limit=${limit}`),
        ),
      ),
    },
    {
      name: 'GraphQL, nested',
      warm: post(nested, { first: 20, filter: { strand: ['problem'] } }),
      cold: some(
        filters(content).map(({ strand, methodology, sort, limit }) =>
          post(nested, {
            first: limit,
            filter: { strand: strand.split(','), methodology: methodology.split(',') },
            sort: sortNamed(sort),
          }),
        ),
      ),
    },
    {
      name: 'GraphQL, literals',
      warm: post(`{ tools(first: 20, filter: { strand: ["problem"] }) { ${nestedFields} } }`),
      cold: some(
        filters(content).map(({ strand, methodology, sort, limit }) =>
          post(
            `{ tools(first: ${limit}, filter: { strand: ${JSON.stringify(strand.split(','))}, methodology: ${JSON.stringify(methodology.split(','))} }, sort: ${sortNamed(sort)}) { ${nestedFields} } }`,
          ),
        ),
      ),
    },
    { name: 'search', warm: get('/v1/search?q=causes&limit=20'), cold: some(searches(content, random, most)) },
  ]
}

const sortNamed = (sort: string) => (sort.startsWith('-') ? `${sort.slice(1)}_desc` : sort).toUpperCase()

/** Pages of about 20 from every place in a list: of mappings one half, of other kinds the other. */
async function pages(ask: Ask, most: number): Promise<Asked[]> {
  const asked: Record<'mappings' | 'others', Asked[]> = { mappings: [], others: [] }
  for (const collection of ['tools', 'activities', 'terms', 'questions', 'mappings']) {
    for (const sort of ['name', '-name']) {
      const cursors = await cursorsOf(ask, collection, sortNamed(sort), most)
      for (const cursor of cursors)
        for (const limit of [20, 19, 21, 18, 22])
          asked[collection === 'mappings' ? 'mappings' : 'others'].push(
            get(`/v1/${collection}?sort=${sort}&limit=${limit}&after=${cursor}`),
          )
    }
  }
  const half = Math.min(asked.mappings.length, asked.others.length)
  const random = randomNumbers(3)
  return [...shuffled(asked.mappings, random).slice(0, half), ...shuffled(asked.others, random).slice(0, half)]
}

/** The cursors after which a whole page follows. */
async function cursorsOf(ask: Ask, collection: string, sort: string, most: number): Promise<string[]> {
  const type = `${collection === 'activities' ? 'Activity' : `${collection[0]?.toUpperCase()}${collection.slice(1, -1)}`}Sort`
  const query = `query($after: String, $sort: ${type}) { page: ${collection}(first: 100, after: $after, sort: $sort) { pageInfo { hasNextPage endCursor } edges { cursor } } }`
  const cursors: string[] = []
  for (let after: string | null = null; cursors.length < most;) {
    const { body } = await ask(post(query, { after, sort }))
    const { page } = (
      JSON.parse(body) as {
        data: { page: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { cursor: string }[] } }
      }
    ).data
    cursors.push(...page.edges.map((edge) => edge.cursor))
    if (!page.pageInfo.hasNextPage) break
    after = page.pageInfo.endCursor
  }
  return cursors.slice(0, -22)
}

/** Items with each choice of three of their relations, in each order. */
function items({ items: all }: Content): Asked[] {
  const relations = {
    tools: [all.tool, ['activities', 'questions', 'mappings']],
    activities: [all.activity, ['questions', 'tools', 'mappings']],
    questions: [all.question, ['activities', 'tools', 'mappings']],
  } as const
  return Object.entries(relations).flatMap(([collection, [files, names]]) =>
    [...files]
      .filter(([, file]) => file.withdrawn === undefined)
      .flatMap(([slug]) => arrangements(names).map((include) => get(`/v1/${collection}/${slug}?include=${include}`))),
  )
}

function arrangements(names: readonly string[]): string[] {
  return names.flatMap((first) => [
    first,
    ...arrangements(names.filter((name) => name !== first)).map((rest) => `${first},${rest}`),
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

/** Words, and two words that stand together, from anywhere in the texts. */
function searches({ items: all }: Content, random: () => number, most: number): Asked[] {
  const texts = [...all.tool.values(), ...all.activity.values()]
    .map((file) => `${file.name} ${file.summary}`)
    .concat([...all.term.values()].map((file) => `${file.name} ${file.definition}`))
  const found: string[] = []
  for (let tries = 0; tries < most * 5; tries++) {
    const words = (texts[Math.floor(random() * texts.length)] as string).toLowerCase().match(/[a-z]{4,}/g) ?? []
    const at = Math.floor(random() * (words.length - 1))
    if (words[at] !== undefined) found.push(random() < 0.5 ? (words[at] as string) : `${words[at]} ${words[at + 1]}`)
  }
  return found.map((q) => get(`/v1/search?q=${encodeURIComponent(q)}&limit=20`))
}

function distinct(all: Asked[]): Asked[] {
  return [...new Map(all.map((asked) => [`${asked.path} ${asked.body}`, asked])).values()]
}

function shuffled<T>(all: T[], random: () => number): T[] {
  return all
    .map((entry) => ({ entry, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry)
}
