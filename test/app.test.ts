// The limits of connections reach Node's server: a wrong option name would leave its defaults in place.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from './support/app.ts'
import { world } from './support/world.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

test('connections have the time limits that the README promises', () => {
  const { requestTimeout, headersTimeout, timeout } = served.app.server
  expect({ requestTimeout, headersTimeout, timeout }).toEqual({
    requestTimeout: 15_000,
    headersTimeout: 10_000,
    timeout: 120_000,
  })
})
