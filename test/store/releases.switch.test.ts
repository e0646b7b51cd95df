import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { manifestsIn } from '../../src/store/manifest.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { start } from '../support/process.ts'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { labelledContent, termsOf } from './labelledContent.ts'

/** More than are baked until the readers have finished. */
const RELEASES = 900
const minimum = { responses: 300, releases: 8 }

/** Clients of one server that record the releases and errors that they see. */
function readers(base: string) {
  const seen = new Set<string>()
  const wrong: string[] = []
  let responses = 0

  async function read(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetch(`${base}${path}`, init)
    responses++
    if (response.status !== 200) wrong.push(`${path}: ${response.status} ${await response.clone().text()}`)
    return response
  }
  function checkTexts(what: string, id: string, texts: string[], count: number): void {
    seen.add(id)
    if (texts.length !== count) wrong.push(`${what} of ${id} has ${texts.length} and not ${count}`)
    for (const text of texts) if (!text.endsWith(` of ${id}`)) wrong.push(`${what} of ${id} says "${text}"`)
  }
  const countOf = (id: string) => termsOf(Number(id.split('.')[1]))

  return {
    seen,
    wrong,
    responses: () => responses,
    async list() {
      const { data, included, page, meta } = (await (await read('/v1/tools?include=strands,activities')).json()) as any
      checkTexts(
        'the list of tools',
        meta.release.id,
        data.map((tool: any) => tool.summary),
        2,
      )
      if (page.total !== 2 || included.strands.length !== 2)
        wrong.push(`the list of tools of ${meta.release.id} is incomplete`)
    },
    /** Pages through the terms one at a time, while releases change under it. */
    async walk() {
      const texts: string[] = []
      const ids = new Set<string>()
      for (let path: string | null = '/v1/terms?limit=1'; path !== null;) {
        const { data, page, meta }: any = await (await read(path)).json()
        ids.add(meta.release.id)
        texts.push(...data.map((term: any) => term.definition))
        path = page.next === null ? null : new URL(page.next).pathname + new URL(page.next).search
      }
      if (ids.size !== 1) wrong.push(`a walk saw ${[...ids].join(', ')}`)
      const [id = ''] = ids
      checkTexts('a walk', id, texts, countOf(id))
    },
    async graphql() {
      const query =
        '{ before: release { id } tools { nodes { summary strands { tools { summary } } } } terms(first: 100) { totalCount nodes { definition } } after: release { id } }'
      const { data } = (await (
        await read('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        })
      ).json()) as any
      const tools = data.tools.nodes.flatMap((tool: any) => [
        tool.summary,
        ...tool.strands.flatMap((strand: any) => strand.tools.map((t: any) => t.summary)),
      ])
      if (data.before.id !== data.after.id)
        wrong.push(`a query began in ${data.before.id} and ended in ${data.after.id}`)
      checkTexts('the tools of a query', data.before.id, tools, 4)
      checkTexts(
        'the terms of a query',
        data.before.id,
        data.terms.nodes.map((term: any) => term.definition),
        countOf(data.before.id),
      )
    },
    async ndjson() {
      const terms = (await (await read('/v1/terms.ndjson?fields=definition')).text())
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).definition as string)
      const id = terms[0]?.split(' of ')[1] ?? ''
      checkTexts('the NDJSON', id, terms, countOf(id))
    },
    async explicitRelease() {
      const { data, meta } = (await (await read('/v1/tools/gantt-chart?release=2026.1')).json()) as any
      if (meta.release.id !== '2026.1' || data.summary !== 'A tool of 2026.1')
        wrong.push(`2026.1 by name answers ${meta.release.id}, "${data.summary}"`)
    },
  }
}

async function listening({ app, releases }: Served): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  releases.watch(5)
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

test('while releases are baked in a loop no request fails, and no response mixes two', async () => {
  const served = await serve([labelledContent(1)])
  const { seen, wrong, responses, ...requests } = readers(await listening(served))
  const baking = start('test/store/bakeProcess.ts', [served.folder, '2', String(RELEASES)])
  await baking.waitForLine('baking 2026.2')
  await Promise.all(
    Object.values(requests).map(async (read) => {
      while (responses() < minimum.responses || seen.size < minimum.releases) await read()
    }),
  )
  baking.child.kill()
  expect(await baking.exit).toMatchObject({ code: null, stderr: '' })
  expect(wrong).toEqual([])
  const [newest] = manifestsIn(served.folder)
  served.releases.refresh()
  await requests.list()
  expect(seen).toContain(newest?.id)
  await served.close()
})

test('GraphQL paging stays in the release that it began in', async () => {
  const served = await serve([labelledContent(4)])
  const query =
    'query ($after: String) { terms(first: 2, after: $after) { nodes { definition } pageInfo { hasNextPage endCursor } } }'
  const texts: string[] = []
  async function page(after: string | null): Promise<string | null> {
    const { data, errors } = await sendQuery(served.app, query, { after })
    expect(errors).toBeUndefined()
    texts.push(...data.terms.nodes.map((term: { definition: string }) => term.definition))
    return data.terms.pageInfo.hasNextPage ? data.terms.pageInfo.endCursor : null
  }
  let after = await page(null)
  bakeRelease(labelledContent(5), served.folder)
  served.releases.refresh()
  while (after !== null) after = await page(after)
  expect(texts).toEqual(Array.from({ length: termsOf(4) }, () => 'A term of 2026.4'))
  await served.close()
})

test('an ETag of the previous release does not match the next', async () => {
  const served = await serve([labelledContent(1)])
  const { headers } = await served.app.inject('/v1/tools')
  const again = () => served.app.inject({ url: '/v1/tools', headers: { 'if-none-match': String(headers.etag) } })
  expect((await again()).statusCode).toBe(304)
  bakeRelease(labelledContent(2), served.folder)
  served.releases.refresh()
  const response = await again()
  expect([response.statusCode, response.json().meta.release.id]).toEqual([200, '2026.2'])
  await served.close()
})
