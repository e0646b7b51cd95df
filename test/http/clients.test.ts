// What is logged of clients, and the ids of requests.
import { expect, test } from 'vitest'
import { networkOf, requestIdGenerator } from '../../src/http/clients.ts'
import { serve } from '../support/app.ts'
import { world } from '../support/world.ts'

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8::6', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['', 'unknown'],
])('the log knows %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('the request id comes from the proxy if it is a plain token, else it is generated', async () => {
  const { app, close } = await serve([world()])
  const idOf = async (given?: string) =>
    (await app.inject({ url: '/v1/none', headers: given === undefined ? {} : { 'x-request-id': given } })).headers[
      'x-request-id'
    ]
  expect(await idOf('a1b2c3d4-e5f6')).toBe('a1b2c3d4-e5f6')
  for (const given of [undefined, 'short', 'x'.repeat(65), 'two words here', '"quoted-and-long"'])
    expect(await idOf(given)).toMatch(/^[0-9a-f]{12}-\w+$/)
  const name = requestIdGenerator()
  expect(new Set(Array.from({ length: 1000 }, () => name({ headers: {} } as never))).size).toBe(1000)
  await close()
})
