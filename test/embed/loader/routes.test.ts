// The loader, whose published bytes never change.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE } from '../../support/client.ts'
import { type Served, serve } from '../../support/app.ts'
import { world } from '../../support/world.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

describe('the loader', () => {
  /** Never change a published version: add a new one. */
  const published = { '1.0.0': 'sha384-W5u40cQVD6hxLZRQXt0rH7oSMfNhhdnWZbAFyvi6eKDF3JdjlldE+17CBrqw3xK4' }

  test('has the published bytes, with the integrity that its manifest states', async () => {
    const manifest = (await served.app.inject('/embed/loader/manifest.json')).json() as {
      versions: Record<string, { integrity: string; url: string }>
    }
    expect(
      Object.fromEntries(Object.entries(manifest.versions).map(([version, { integrity }]) => [version, integrity])),
    ).toEqual(published)
    for (const { integrity, url } of Object.values(manifest.versions)) {
      const { headers, rawPayload } = await served.app.inject(url.slice(BASE.length))
      expect(`sha384-${createHash('sha384').update(rawPayload).digest('base64')}`).toBe(integrity)
      expect(headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=31536000, immutable',
      })
    }
  })

  test('without a version is rejected as JSON', async () => {
    const response = await served.app.inject('/embed/loader//embed.js')
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
  })

  test.each(['/embed/loader/manifest.json.xml', '/embed/loader/manifest.json%2e', '/embed/loader/none'])(
    '%s is not an address of the loader, and rejected as an embed',
    async (url) => {
      const { statusCode, headers } = await served.app.inject(url)
      expect([statusCode, headers['content-type'], headers['content-security-policy']]).toEqual([
        404,
        'text/html; charset=utf-8',
        expect.stringContaining('frame-ancestors *'),
      ])
    },
  )

  test('of an unknown version is rejected with a list of the known ones', async () => {
    const response = await served.app.inject('/embed/loader/1.0.1/embed.js')
    expect([response.statusCode, response.json().detail]).toEqual([
      404,
      '"1.0.1" is not a version of the loader. Did you mean "1.0.0"? Allowed: 1.0.0.',
    ])
  })

  test('creates no HTML, evaluates no code and stores nothing', async () => {
    const { body } = await served.app.inject('/embed/loader/1.0.0/embed.js')
    expect(body).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\(|srcdoc|localStorage|sessionStorage|cookie|fetch\(|XMLHttpRequest/,
    )
    expect(body).toMatch(/^\(function \(\) \{\n {2}'use strict'/)
  })
})
