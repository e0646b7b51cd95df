// How tests read an API: as a client that follows links, takes exports, and is refused.
import type { FastifyInstance, InjectOptions } from 'fastify'
import { expect } from 'vitest'

export const BASE = 'http://127.0.0.1:3000'

export type Item = { id: string; kind: string; slug: string; name: string; [field: string]: any }

/** A JSON answer that must be a 200. */
export async function read(app: FastifyInstance, url: string, headers: Record<string, string> = {}): Promise<any> {
  const answer = await app.inject({ url, headers })
  expect(answer.statusCode, `${url} ${answer.body.slice(0, 500)}`).toBe(200)
  return answer.json()
}

/** Every page of a list from this address on, by following `page.next`. */
export async function walk(app: FastifyInstance, url: string): Promise<any[]> {
  const pages: any[] = []
  for (let next: string | null = url; next !== null;) {
    const page = await read(app, next)
    pages.push(page)
    next = page.page.next === null ? null : page.page.next.slice(BASE.length)
    expect(pages.length, `${url} never ends`).toBeLessThan(10_000)
  }
  return pages
}

export async function walkIds(app: FastifyInstance, url: string): Promise<string[]> {
  return (await walk(app, url)).flatMap((page) => page.data.map((item: Item) => item.id))
}

/** A collection taken whole. */
export async function exported(app: FastifyInstance, address: string): Promise<Item[]> {
  const answer = await app.inject(address)
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200)
  return answer.body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

export type Refused = {
  status: number
  code: string
  detail: string
  errors: { in: string; name: string; message: string; suggestion?: string; allowed?: string[] }[]
}

/** An answer that must be a problem after RFC 9457. */
export async function refused(app: FastifyInstance, request: string | InjectOptions): Promise<Refused> {
  const answer = await app.inject(request)
  expect(
    answer.headers['content-type'],
    `${JSON.stringify(request)} ${answer.statusCode} ${answer.body.slice(0, 300)}`,
  ).toBe('application/problem+json; charset=utf-8')
  const problem = answer.json()
  expect(problem).toMatchObject({
    type: `${BASE}/v1/problems/${problem.code}`,
    title: expect.stringMatching(/\S/),
    status: answer.statusCode,
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^\//),
    code: expect.stringMatching(/^[a-z_]+$/),
  })
  return { status: problem.status, code: problem.code, detail: problem.detail, errors: problem.errors ?? [] }
}
