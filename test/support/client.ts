// A client of the API: it follows links, reads exports and expects problems.
import type { FastifyInstance, InjectOptions } from 'fastify'
import { expect } from 'vitest'

export const BASE = 'http://127.0.0.1:3000'

export type Item = { id: string; kind: string; slug: string; name: string; [field: string]: any }

/** The JSON of a response that must be a 200. */
export async function getJson(app: FastifyInstance, url: string, headers: Record<string, string> = {}): Promise<any> {
  const response = await app.inject({ url, headers })
  expect(response.statusCode, `${url} ${response.body.slice(0, 500)}`).toBe(200)
  return response.json()
}

/** Every page of a list from this address on, by following `page.next`. */
export async function getPages(app: FastifyInstance, url: string): Promise<any[]> {
  const pages: any[] = []
  for (let next: string | null = url; next !== null;) {
    const page = await getJson(app, next)
    pages.push(page)
    next = page.page.next === null ? null : page.page.next.slice(BASE.length)
    expect(pages.length, `${url} never ends`).toBeLessThan(10_000)
  }
  return pages
}

export async function getIdsOfPages(app: FastifyInstance, url: string): Promise<string[]> {
  return (await getPages(app, url)).flatMap((page) => page.data.map((item: Item) => item.id))
}

/** All items of a collection, from NDJSON. */
export async function getNdjson(app: FastifyInstance, address: string): Promise<Item[]> {
  const response = await app.inject(address)
  expect(response.statusCode, response.body.slice(0, 500)).toBe(200)
  return response.body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

export type ProblemDetails = {
  status: number
  code: string
  detail: string
  errors: { in: string; name: string; message: string; suggestion?: string; allowed?: string[] }[]
}

/** The problem details (RFC 9457) of a response that must be an error. */
export async function getProblem(app: FastifyInstance, request: string | InjectOptions): Promise<ProblemDetails> {
  const response = await app.inject(request)
  expect(
    response.headers['content-type'],
    `${JSON.stringify(request)} ${response.statusCode} ${response.body.slice(0, 300)}`,
  ).toBe('application/problem+json; charset=utf-8')
  const problem = response.json()
  expect(problem).toMatchObject({
    type: `${BASE}/v1/problems/${problem.code}`,
    title: expect.stringMatching(/\S/),
    status: response.statusCode,
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^\//),
    code: expect.stringMatching(/^[a-z_]+$/),
  })
  return { status: problem.status, code: problem.code, detail: problem.detail, errors: problem.errors ?? [] }
}
