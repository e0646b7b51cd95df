// Cursors: opaque to clients, bound to their request and release, and checked.
import { hash, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problems.ts'
import { FORMAT } from '../store/format.ts'

export type CursorPosition = { release: string; item: number }

const invalidCursor = () =>
  new Problem(
    'invalid_cursor',
    'The cursor was altered, or belongs to another request. Take it from "page.next" of the page before, ' +
      'with the same filters and sort.',
    [{ in: 'query', name: 'after', message: 'is not a cursor of this request' }],
  )

/** The key of a request: everything that determines its items and their order. A cursor is valid for one key. */
export function cursorKey(parts: unknown): string {
  return JSON.stringify(parts)
}

/** Has a checksum over its key, the digest and the format: every node that serves the release accepts it. */
export function encodeCursor(position: CursorPosition, request: string, digest: string): string {
  const body = `${position.release}~${position.item.toString(36)}`
  return `${Buffer.from(body).toString('base64url')}.${checksumOf(body, request, digest)}`
}

/** The release that a cursor claims to belong to; its checksum is not verified yet. */
export function releaseIdOfCursor(cursor: string): string {
  const [release, item] = bodyOf(cursor).split('~')
  if (release === undefined || item === undefined) throw invalidCursor()
  return release
}

export function decodeCursor(cursor: string, request: string, digest: string): CursorPosition {
  const body = bodyOf(cursor)
  const actual = Buffer.from(cursor.split('.')[1] ?? '')
  const expected = Buffer.from(checksumOf(body, request, digest))
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

function checksumOf(body: string, request: string, digest: string): string {
  return hash('sha256', `${FORMAT}~${digest}~${request}~${body}`, 'base64url').slice(0, 16)
}
