// The snippet that the embed code page writes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { BASE } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('the embed code is an iframe followed by a link', async () => {
  const { body, headers } = await served.app.inject(
    '/embed?item=tool:fishbone-diagram&host=sharepoint&theme=contrast&h=2&parts=steps&parts=summary',
  )
  const code = /<textarea id="snippet"[^>]*>([^<]*)<\/textarea>/
    .exec(body)?.[1]
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&') as string
  const [, src = '', height = '', href] =
    /^<iframe src="([^"]+)" title="Fishbone Diagram" width="100%" height="(\d+)" loading="lazy" referrerpolicy="no-referrer" style="border:0;max-width:100%"><\/iframe>\n<p><a href="([^"]+)">Open Fishbone Diagram in full<\/a><\/p>$/.exec(
      code,
    ) as unknown as string[]
  expect(src.replaceAll('&amp;', '&')).toBe(
    `${BASE}/embed/tool/fishbone-diagram?h=2&parts=summary,steps&theme=contrast`,
  )
  expect((await served.app.inject(src.replaceAll('&amp;', '&').slice(BASE.length))).statusCode).toBe(200)
  expect(href).toBe(`${BASE}/tools/fishbone-diagram`)
  expect(Number(height)).toBeGreaterThan(300)
  expect(headers['content-security-policy']).toContain("frame-src 'self'; frame-ancestors 'none'")
  expect(body).toContain(BASE)
})
