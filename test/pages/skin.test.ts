// Pages ignore the query parameters that they do not know.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('unknown and empty parameters are ignored', async () => {
  for (const [plain, more] of [
    ['/tools', '/tools?utm_source=x&utm_source=y&q=&strand='],
    ['/search', '/search?q=&kind='],
    ['/', '/?after=x&fbclid=y'],
    ['/about', '/about?after=x'],
    ['/embed', '/embed?item=&accent='],
  ] as const) {
    const [one, other] = [await served.app.inject(plain), await served.app.inject(more)]
    expect([other.statusCode, other.body], more).toEqual([200, one.body])
  }
})
