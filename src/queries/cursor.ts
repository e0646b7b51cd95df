// Cursors: opaque to clients, bound to their request and release, and checked.
import { hash, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problems.ts'
import { FORMAT } from '../store/format.ts'

export type Position = { release: string; item: number }

const invalidCursor = () =>
  new Problem(
    'invalid_cursor',
    'The cursor was altered, or belongs to another request. Take it from "page.next" of the page before, ' +
      'with the same filters and sort.',
    [{ in: 'query', name: 'after', message: 'is not a cursor of this request' }],
  )

/** A cursor is valid only for requests with the same key: everything that determines the items and their order. */
export function requestKey(parts: unknown): string {
  return JSON.stringify(parts)
}

/** Signed with the release's digest and format: every node that serves the release accepts the cursor. */
export function encodeCursor(position: Position, request: string, digest: string): string {
  const body = `${position.release}~${position.item.toString(36)}`
  return `${Buffer.from(body).toString('base64url')}.${sign(body, request, digest)}`
}

/** The release that a cursor claims to belong to; its signature is not verified yet. */
export function releaseOfCursor(cursor: string): string {
  const [release, item] = bodyOf(cursor).split('~')
  if (release === undefined || item === undefined) throw invalidCursor()
  return release
}

export function decodeCursor(cursor: string, request: string, digest: string): Position {
  const body = bodyOf(cursor)
  const actual = Buffer.from(cursor.split('.')[1] ?? '')
  const expected = Buffer.from(sign(body, request, digest))
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw invalidCursor()
  const [release = '', item = ''] = body.split('~')
  return { release, item: Number.parseInt(item, 36) }
}

function bodyOf(cursor: string): string {
  if (!/^[\w-]{1,100}\.[\w-]{16}$/.test(cursor)) throw invalidCursor()
  const encoded = cursor.split('.')[0] as string
  const body = Buffer.from(encoded, 'base64url').toString('utf8')
  // base64url is malleable: accept only the canonical encoding.
  if (Buffer.from(body).toString('base64url') !== encoded) throw invalidCursor()
  return body
}

function sign(body: string, request: string, digest: string): string {
  return hash('sha256', `${FORMAT}~${digest}~${request}~${body}`, 'base64url').slice(0, 16)
}
