import { getIntrospectionQuery } from 'graphql'
import { test } from 'vitest'
import { ask, realContent, serve } from '../support/app.ts'

test('explore', async () => {
  const log: string[] = []
  const content = realContent()
  const s = await serve([content], { onStatement: (x) => log.push(x) })
  const { app } = s
  const show = async (label: string, q: string, v?: any, full = 500) => {
    log.length = 0
    const t = Date.now()
    const a = await ask(app, q, v)
    console.log(label, a.status, JSON.stringify(a).slice(0, full), 'stmts', log.length, Date.now() - t, 'ms')
    return a
  }
  await show('counts', `{ ${['strands','stages','perspectives','questions','activities','tools','terms','worksheets','guides','methodologies','elements','mappings'].map((c) => `${c} { totalCount }`).join(' ')} }`)
  const nested = (n: number) => `{ tools(first: ${n}) { totalCount nodes { slug strands { slug } activities { slug questions { slug } } mappings { relation element { id methodology { slug } } } } } }`
  for (const n of [1, 1, 1, 20, 20, 20, 40, 40, 40]) { await show(`batch ${n}`, nested(n), undefined, 60); }
  console.log(log.map((l) => l.slice(0, 120)))
  await show('batch guid', '{ tools(first: 40) { nodes { guidance { purpose { html } } activities { guidance { purpose { html } } } } } }', undefined, 60)
  console.log(log.map((l) => l.slice(0, 120)))
  await show('intro', getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true } as any), undefined, 100)
  for (const n of [10, 14, 16, 18, 20]) {
    const q = `{ __schema { types { ...F0 } } } ${Array.from({ length: n }, (_, i) => `fragment F${i} on __Type { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F${n} on __Type { name }`
    await show(`expintro ${n}`, q, undefined, 100)
  }
  await show('elem', '{ element(id: "tool:fishbone-diagram") { id } }')
  await show('elem2', '{ element(id: "lean:flow") { id slug kind methodology { slug } } }')
  await show('unknown', '{ tool(slug: "nope") { id } node(id: "nope") { id } nodes(ids: ["", "tool:nope", "tool:fishbone-diagram"]) { id } }')
  await show('facets', '{ tools(filter: {strand:["problem"]}) { totalCount facets { strand { value count } origin { value count } } } }')
  await show('err', '{ tools(filter: {strand:["problm"]}) { totalCount } }')
  for (const [n, u] of Object.entries({ rest: '/v1/tools?strand=problm', search: '/v1/search?q=x&kind=tol', searchkind: '/v1/search?q=x&kind=', long: `/v1/tools?strand=${'a'.repeat(201)}`, strength: '/v1/mappings?strength=weak', head: '/graphql?query={__typename}' })) console.log(n, (await app.inject(u)).body.slice(0, 500))
  for (const m of ['HEAD', 'GET', 'PUT', 'DELETE', 'OPTIONS'] as const) { const a = await app.inject({ method: m, url: '/graphql?query={__typename}' }); console.log(m, a.statusCode, a.headers, a.body.slice(0, 200)) }
  await s.close()
})
