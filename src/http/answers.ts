// Answers that were given before in a release, kept ready-made: found by what was asked, before anything else is done.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import accepts from 'accepts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { LRUCache } from 'lru-cache'
import { matches, varying } from './caching.ts'

declare module 'fastify' {
  interface FastifyInstance {
    answers: Answers
  }
  interface FastifyRequest {
    /** The tag under which the answer may be kept, once it is known that it may. */
    keptAs: string | undefined
    /** Of a POST: its body as it came, which stands for the request where answers are kept. */
    bodyText: string | undefined
    /** Of a POST: the answer, if it was given before. */
    kept: Kept | undefined
    /** Which releases were kept when the request came. */
    releasesThen: unknown
  }
}

const encodings = ['br', 'gzip', 'identity'] as const
type Encoding = (typeof encodings)[number]

/** A body in one encoding, and all headers that go with it: names and values by turns, as Node writes them fastest. */
type Form = { headers: string[]; body: Buffer }
export type Kept = {
  etag: string
  /** But for those of an encoding. */
  headers: Record<string, string>
  /** A text until it is asked for again. */
  body: string | Buffer
  /** The forms that were asked for, made when they first are. */
  forms: Partial<Record<Encoding, Form | Promise<Form>>>
  unchanged?: string[]
}

export type Answers = ReturnType<typeof answers>

/** Of the bytes allowed, how many the addresses may take by which answers are found. */
const SHARE_OF_ADDRESSES = 1 / 8
/** What an entry takes besides its body. */
const OVERHEAD = 1500
/** How many answers that were given once are remembered at the least; at the most, twice as many. */
const MOST_GIVEN = 10_000
/** Headers that a 304 does not repeat, since it has no body. */
const ofBodies = new Set(['content-type', 'content-length', 'content-disposition', 'content-encoding', 'link'])

const [gzipped, brotlied] = [promisify(gzip), promisify(brotliCompress)]
const compressed = {
  gzip: (body: Buffer) => gzipped(body, { level: 6 }),
  // Higher qualities of Brotli take many times as long for little.
  br: (body: Buffer) =>
    brotlied(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
}

/** Keeps at most so many bytes of answers, and counts how often one was found. `releases` says which releases are kept: another value means others. */
export function answers(mostBytes: number, releases: () => unknown) {
  const counted = { hits: 0, misses: 0 }
  const bodies =
    mostBytes === 0
      ? undefined
      : new LRUCache<string, Kept>({ maxSize: mostBytes * (1 - SHARE_OF_ADDRESSES), sizeCalculation: sizeOf })
  const tags =
    mostBytes === 0
      ? undefined
      : new LRUCache<string, string>({ maxSize: mostBytes * SHARE_OF_ADDRESSES, sizeCalculation: sizeOfTag })
  /** The tags of answers that were given once: the latest, and those before them. */
  let [given, givenBefore] = [new Set<string>(), new Set<string>()]
  let releasesNow = releases()

  /** An answer is kept when it is given a second time: most are given once, and keeping them would cost each of them more than it gains. */
  function isWorthKeeping(etag: string): boolean {
    if (bodies === undefined) return false
    if (given.delete(etag) || givenBefore.delete(etag)) return true
    if (given.size === MOST_GIVEN) [given, givenBefore] = [new Set(), given]
    given.add(etag)
    return false
  }

  /** What was asked, as it was written: what it means may change when releases come or go. */
  function askedBy(request: FastifyRequest): string {
    const { accept = '' } = request.headers
    return request.bodyText === undefined
      ? `GET ${request.raw.url}\n${accept}`
      : `POST ${request.raw.url}\n${accept}\n${request.bodyText}`
  }

  function bytesOf(kept: Kept): Buffer {
    if (typeof kept.body !== 'string') return kept.body
    kept.body = Buffer.from(kept.body)
    resized(kept)
    return kept.body
  }

  /** Tells the size of an answer again, now that it has changed. */
  function resized(kept: Kept): void {
    if (bodies?.peek(kept.etag) === kept) bodies.set(kept.etag, kept)
  }

  async function encoded(kept: Kept, encoding: keyof typeof compressed): Promise<Form> {
    const body = await compressed[encoding](bytesOf(kept))
    const form = formed(kept, body, { 'content-encoding': encoding })
    kept.forms[encoding] = form
    resized(kept)
    return form
  }

  /** The answer in the encoding that the client accepts best. */
  function formFor(request: FastifyRequest, kept: Kept): Form | Promise<Form> {
    const encoding = encodingOf(request, kept.headers['content-type'])
    return (kept.forms[encoding] ??=
      encoding === 'identity' ? formed(kept, bytesOf(kept), {}) : encoded(kept, encoding))
  }

  return {
    /** How often an answer was found and not found, and how many bytes are kept. */
    counters: () => ({
      ...counted,
      bytes: (bodies?.calculatedSize ?? 0) + (tags?.calculatedSize ?? 0),
      answers: bodies?.size ?? 0,
    }),
    /** Lets go of all answers. */
    forget(): void {
      bodies?.clear()
      tags?.clear()
      given.clear()
      givenBefore.clear()
    },
    /** The answer to a request, if it is kept. */
    find(request: FastifyRequest): Kept | undefined {
      if (releases() !== releasesNow) {
        // Without their addresses, no answer would be found any more.
        tags?.clear()
        bodies?.clear()
        releasesNow = releases()
      }
      request.releasesThen = releasesNow
      const tag = tags?.get(askedBy(request))
      const kept = tag === undefined ? undefined : bodies?.get(tag)
      if (kept === undefined) counted.misses++
      else counted.hits++
      return kept
    },
    /** Sends an answer that is kept, past everything that is done for others. */
    send(request: FastifyRequest, reply: FastifyReply, kept: Kept): void {
      const form = matches(request.headers['if-none-match'], kept.etag) ? undefined : formFor(request, kept)
      reply.hijack()
      const { raw } = reply
      if (form === undefined) raw.writeHead(304, (kept.unchanged ??= unchanged(kept))).end()
      else if (form instanceof Promise)
        form.then(
          (made) => write(request, reply, made),
          (error: Error) => raw.destroy(error),
        )
      else write(request, reply, form)
    },
    /** Sends an answer that is kept, with what an answer to one client alone says besides. */
    async sendToOne(request: FastifyRequest, reply: FastifyReply, kept: Kept): Promise<FastifyReply> {
      const { body } = await formFor(request, kept)
      const encoding = encodingOf(request, kept.headers['content-type'])
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.headers(kept.headers).send(body)
    },
    /** Keeps an answer that is about to be sent, and gives it the form that its client accepts best. */
    keep(request: FastifyRequest, reply: FastifyReply, payload: string | Buffer): string | Buffer | Promise<Buffer> {
      const etag = request.keptAs as string
      reply.header('vary', varying(reply.getHeader('vary')))
      const encoding = encodingOf(request, reply.getHeader('content-type'))
      const isKept = releases() === request.releasesThen && isWorthKeeping(etag)
      if (!isKept && encoding === 'identity') return payload
      const headers = reply.getHeaders() as Record<string, string>
      const kept: Kept = { etag, headers, body: payload, forms: {} }
      if (isKept) {
        bodies?.set(etag, kept)
        tags?.set(askedBy(request), etag)
      }
      if (encoding === 'identity') return payload
      reply.header('content-encoding', encoding)
      const form = formFor(request, kept)
      return form instanceof Promise ? form.then(({ body }) => body) : form.body
    },
  }
}

/** PNG is compressed as it is. */
function encodingOf(request: FastifyRequest, contentType: unknown): Encoding {
  return contentType === 'image/png' ? 'identity' : encodingFor(request.headers['accept-encoding'])
}

function formed({ headers }: Kept, body: Buffer, more: Record<string, string>): Form {
  return { body, headers: flat({ ...headers, ...more, 'content-length': String(body.length) }) }
}

function unchanged({ headers }: Kept): string[] {
  return flat(Object.fromEntries(Object.entries(headers).filter(([name]) => !ofBodies.has(name))))
}

function flat(headers: Record<string, string>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [name, String(value)])
}

function write(request: FastifyRequest, { raw }: FastifyReply, { headers, body }: Form): void {
  raw.writeHead(200, headers)
  if (request.method === 'HEAD') raw.end()
  else raw.end(body)
}

function sizeOf({ body, forms }: Kept): number {
  return Object.values(forms).reduce(
    (size, form) => size + (form instanceof Promise || form.body === body ? 0 : form.body.length),
    roomOf(body) + OVERHEAD,
  )
}

/** A character of a text takes up to two bytes. */
function roomOf(body: string | Buffer): number {
  return typeof body === 'string' ? body.length * 2 : body.length
}

function sizeOfTag(tag: string, asked: string): number {
  return asked.length * 2 + tag.length + 200
}

const knownHeaders = new LRUCache<string, Encoding>({ max: 500 })

/** Which of our encodings a client is given: the best that it accepts. */
export function encodingFor(acceptEncoding: string | string[] | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity'
  const header = String(acceptEncoding)
  const known = knownHeaders.get(header)
  if (known !== undefined) return known
  const { negotiator } = accepts({ headers: { 'accept-encoding': header } } as never) as unknown as {
    negotiator: { encodings(available: readonly string[], options: { preferred: readonly string[] }): Encoding[] }
  }
  const [best = 'identity'] = negotiator.encodings(encodings, { preferred: encodings })
  if (header.length < 200) knownHeaders.set(header, best)
  return best
}

/** Answers from what is kept before anything else is done with a request, and keeps what may be kept of the rest. */
export const keepAnswers = fp(
  async (app, { megabytes, releases }: { megabytes: number; releases(): unknown }) => {
    const kept = answers(megabytes * 1024 * 1024, releases)
    app.decorate('answers', kept)
    app.decorateRequest('keptAs')
    app.decorateRequest('bodyText')
    app.decorateRequest('kept')
    app.decorateRequest('releasesThen')
    app.addHook('onRequest', (request, reply, done) => {
      const found = request.method === 'GET' || request.method === 'HEAD' ? kept.find(request) : undefined
      if (found === undefined) done()
      else kept.send(request, reply, found)
    })
    app.addHook('onSend', (request, reply, payload, done) => {
      if (
        request.keptAs === undefined ||
        reply.statusCode !== 200 ||
        !(typeof payload === 'string' || Buffer.isBuffer(payload))
      )
        return done(null, payload)
      const body = kept.keep(request, reply, payload)
      if (body instanceof Promise) body.then((encoded) => done(null, encoded), done)
      else done(null, body)
    })
  },
  { name: 'keepAnswers' },
)
