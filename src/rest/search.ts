// Search over items of every kind.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kinds } from '../content/kinds.ts'
import { notModified } from '../http/caching.ts'
import { type Body, bodyOf, type Constant, constant } from '../http/body.ts'
import { nextAddress } from '../http/paging.ts'
import { documented, ReleaseParameter } from '../http/documentation.ts'
import { negotiate } from '../http/negotiation.ts'
import { After, Limit, Q } from '../http/listParameters.ts'
import { Meta, PageInfo } from './shapes.ts'
import { writeMeta } from './answers.ts'
import { endOfTurn } from '../queries/pace.ts'
import type { Passage } from '../queries/passage.ts'
import type { Matched } from '../queries/query.ts'
import type { SearchResult } from '../queries/explaining.ts'

const kindEnum = z.enum(kindNames as [Kind, ...Kind[]])

const Parameters = z.strictObject({
  q: Q,
  kind: z.array(kindEnum).min(1).optional().meta({ description: 'Only items of these kinds.', style: 'form', explode: false }),
  limit: Limit,
  after: After,
  release: ReleaseParameter,
})

const Result = z
  .object({
    id: z.string(),
    kind: kindEnum,
    slug: z.string(),
    name: z.string(),
    score: z.number().meta({ description: 'How well it matches; compare within one answer only.' }),
    excerpt: z.string().meta({ description: 'The best passage, as HTML in which nothing but `<mark>` stands.' }),
    matched: z.array(
      z.object({
        field: z.string().meta({ description: 'Where it matches: name, aliases, summary or guidance.' }),
        term: z.string().meta({ description: 'The words that stand there.' }),
        how: z.enum(['word', 'synonym', 'spelling', 'spacing']).meta({ description: 'How they relate to what was typed.' }),
        asked: z.string().meta({ description: 'What was typed.' }),
      }),
    ),
    self: z.string().meta({ description: 'The address of the item.' }),
  })
  .meta({ id: 'SearchResult', description: 'An item that matches a search, and why.' })

const Answer = z.object({ data: z.array(Result), page: PageInfo, meta: Meta }).meta({ id: 'SearchAnswer', description: 'Items that match, best first.' })

export const searchRoute: FastifyPluginAsync = async (app) => {
  app.get('/v1/search', {
    schema: documented({
      operationId: 'search',
      tags: ['search'],
      summary: 'Search items of every kind',
      description: 'Best first, each with the reason why it matches. Items that have all words are given; where there are few of them, so are items with any, the likest first. A name that is like what was typed counts for most.',
      querystring: Parameters,
      response: { 200: { description: 'Items that match.', content: { 'application/json': { schema: Answer } } } },
    }),
    handler: async (request, reply) => {
      const { q, kind, limit, after } = request.query as z.infer<typeof Parameters>
      negotiate(request, reply, ['application/json'])
      const { toolkit } = request
      const question = { q, kinds: kind ?? kindNames, limit, after }
      toolkit.checkSearch(question)
      if (notModified(request, reply, request.freshness, 'json')) return reply
      // Answers that are asked for together are written together: clients are woken once for all of them.
      await endOfTurn()
      const page = await toolkit.search(question)
      const last = page.results.at(-1)
      const next = page.hasNext && last !== undefined ? nextAddress(request, toolkit.publicUrl, page.cursorOf(last)) : null
      if (next !== null) reply.header('link', `<${next}>; rel="next"`)
      const body = bodyOf(reply)
      body.constant(DATA)
      writeResults(body, page.results)
      body.text(`],"page":{"total":${page.total},"limit":${limit},"next":${JSON.stringify(next)}},"meta":`)
      writeMeta(body, toolkit, `${kind === undefined ? 'items' : kind.map((name) => kinds[name].collection).join(' or ')} that match "${q}"`)
      body.text('}')
      return reply.type('application/json; charset=utf-8').send(body.done())
    },
  })
}

const [DATA, COMMA, EXCERPT, DOTS, MARK, END_OF_MARK, MATCHED] = ['{"data":[', ',', ',"excerpt":"', '…', '<mark>', '</mark>', '","matched":'].map(constant) as [Constant, Constant, Constant, Constant, Constant, Constant, Constant]

/** Writes results as JSON. The text of an excerpt holds no character that JSON would have to escape. */
function writeResults(body: Body, results: readonly SearchResult[]): void {
  /** Where each reason was written first. */
  const written: { matched: unknown; from: number; to: number }[] = []
  for (let i = 0; i < results.length; i++) {
    const { item, score, passage, matched } = results[i] as SearchResult
    if (i > 0) body.constant(COMMA)
    body.piece(item.text, item.before, item.after)
    body.decimal(score)
    body.constant(EXCERPT)
    writePassage(body, passage)
    body.constant(MATCHED)
    let n = 0
    while (n < written.length && written[n]?.matched !== matched) n++
    const same = written[n]
    if (same === undefined) {
      const from = body.length
      body.text(reasonText(matched))
      written.push({ matched, from, to: body.length })
    } else body.again(same.from, same.to)
    body.piece(item.text, item.after, item.afterEnd)
  }
}

function writePassage(body: Body, { text, cuts, follows, goesOn }: Passage): void {
  if (follows) body.constant(DOTS)
  for (let n = 1; n < cuts.length; n++) {
    if (n % 2 === 0) body.constant(MARK)
    body.piece(text, cuts[n - 1] as number, cuts[n] as number)
    if (n % 2 === 0) body.constant(END_OF_MARK)
  }
  if (goesOn) body.constant(DOTS)
}

/** Why an item matches, as JSON: words are letters and figures, which JSON need not escape. */
function reasonText(matched: readonly Matched[]): string {
  let text = ''
  for (const { field, term, how, asked } of matched) text += `${text === '' ? '' : ','}{"field":"${field}","term":"${term}","how":"${how}","asked":"${asked}"}`
  return `[${text}]`
}
