// Cursors: opaque to clients, bound to their request and release, and checked.
import { hash, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problems.ts'
import { FORMAT } from '../store/format.ts'

export type Position = { release: string; item: number }

const wrong = () =>
  new Problem(
    'invalid_cursor',
    'The cursor was altered, or belongs to another request. Take it from "page.next" of the page before, with the same filters and sort.',
    [{ in: 'query', name: 'after', message: 'is not a cursor of this request' }],
  )

/** What a cursor is bound to: everything that decides which items come in which order. */
export function requestKey(parts: unknown): string {
  return JSON.stringify(parts)
}

/** `digest` is that of the release, so that every machine that serves it understands its cursors; in another format its items have other numbers. */
export function encodeCursor(position: Position, request: string, digest: string): string {
  const body = `${position.release}~${position.item.toString(36)}`
  return `${Buffer.from(body).toString('base64url')}.${seal(body, request, digest)}`
}

/** The release that a cursor belongs to, before it is checked. */
export function releaseOfCursor(cursor: string): string {
  const [release, item] = bodyOf(cursor).split('~')
  if (release === undefined || item === undefined) throw wrong()
  return release
}

export function decodeCursor(cursor: string, request: string, digest: string): Position {
  const body = bodyOf(cursor)
  const given = Buffer.from(cursor.split('.')[1] ?? '')
  const expected = Buffer.from(seal(body, request, digest))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw wrong()
  const [release = '', item = ''] = body.split('~')
  return { release, item: Number.parseInt(item, 36) }
}

function bodyOf(cursor: string): string {
  if (!/^[\w-]{1,100}\.[\w-]{16}$/.test(cursor)) throw wrong()
  const encoded = cursor.split('.')[0] as string
  const body = Buffer.from(encoded, 'base64url').toString('utf8')
  // Several spellings decode alike; only the one that we gave is ours.
  if (Buffer.from(body).toString('base64url') !== encoded) throw wrong()
  return body
}

function seal(body: string, request: string, digest: string): string {
  return hash('sha256', `${FORMAT}~${digest}~${request}~${body}`, 'base64url').slice(0, 16)
}
