// GraphQL over HTTP, checked by an audit that is not ours.
import { auditServer } from 'graphql-http'
import { expect, test } from 'vitest'
import { serve } from '../support/app.ts'
import { world } from '../support/world.ts'

test('the audit of GraphQL over HTTP finds no error and no warning', async () => {
  const served = await serve([world()])
  try {
    const url = await served.app.listen({ host: '127.0.0.1', port: 0 })
    const results = await auditServer({ url: `${url}/graphql` })
    const misses = results.flatMap((result) =>
      result.status === 'ok' ? [] : [{ status: result.status, name: result.name, reason: result.reason }],
    )
    expect(misses.filter(({ status }) => status === 'error' || status === 'warn')).toEqual([])
    expect(results.length).toBeGreaterThanOrEqual(61)
  } finally {
    await served.close()
  }
})
