// GraphiQL: a page whose every part comes from our own origin.
import { afterEach, describe, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { post } from './support.ts'

let served: Served
afterEach(() => served.close())

const loaded = (page: string) =>
  [...page.matchAll(/<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)="([^"]*)"/g)]
    .map((match) => match[1] as string)
    .filter((address) => !address.startsWith('data:'))

describe('the page', () => {
  test.each([
    ['http://127.0.0.1:3000', {}],
    ['https://example.org/toolkit', { PUBLIC_URL: 'https://example.org/toolkit/' }],
  ])('loads its scripts and styles from %s, and each is there', async (base, environment) => {
    served = await serve([world()], { environment })
    const page = await served.app.inject('/graphiql')
    expect({
      status: page.statusCode,
      type: page.headers['content-type'],
      cache: page.headers['cache-control'],
    }).toEqual({ status: 200, type: 'text/html; charset=utf-8', cache: 'public, max-age=300' })
    const parts = loaded(page.body)
    expect(parts.map((part) => part.slice(base.length))).toEqual([
      '/graphiql/graphiql.css',
      '/graphiql/react.js',
      '/graphiql/react-dom.js',
      '/graphiql/graphiql.js',
      '/graphiql/start.js',
    ])
    for (const part of parts) {
      expect(part.startsWith(`${base}/`)).toBe(true)
      const { statusCode, headers, body } = await served.app.inject(part.slice(base.length))
      expect({ statusCode, type: headers['content-type'], sniffed: headers['x-content-type-options'] }).toEqual({
        statusCode: 200,
        type: part.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
        sniffed: 'nosniff',
      })
      expect(body.length).toBeGreaterThanOrEqual(200)
    }
    expect((await served.app.inject('/graphiql/start.js')).body).toContain(`"${base}/graphql"`)
  })

  test('may request its own origin only, and cannot be framed', async () => {
    served = await serve([world()])
    const policy = String((await served.app.inject('/graphiql')).headers['content-security-policy']).split('; ')
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]),
    )
    expect(policy.join(' ')).not.toMatch(/https?:|\*|unsafe-eval/)
  })

  test('has styles that fetch nothing from elsewhere', async () => {
    served = await serve([world()])
    const { body } = await served.app.inject('/graphiql/graphiql.css')
    const fetched = [...body.matchAll(/url\(\s*["']?([^"')]*)/g), ...body.matchAll(/@import\s+["']([^"']*)/g)].map(
      (match) => match[1] as string,
    )
    expect(fetched.filter((address) => !/^(data:|#)/.test(address))).toEqual([])
  })

  test('opens with a query that is answered, and finds something', async () => {
    served = await serve([realContent()])
    const { body } = await served.app.inject('/graphiql/start.js')
    const [, written = '""'] = /defaultQuery: ("(?:[^"\\]|\\.)*")/.exec(body) ?? []
    const { data, errors } = (await post(served.app, { query: JSON.parse(written) as string })).json()
    expect(errors).toBeUndefined()
    expect(data.tools.totalCount).toBeGreaterThanOrEqual(5)
  })
})
