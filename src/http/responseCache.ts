// The response cache: looked up by request, before every hook but rate limiting.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import accepts from 'accepts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { LRUCache } from 'lru-cache'
import { etagMatches, varyByEncoding } from './caching.ts'

declare module 'fastify' {
  interface FastifyInstance {
    responseCache: ResponseCache
  }
  interface FastifyRequest {
    /** The ETag of the response; set only if the response may be cached. */
    cacheableEtag: string | undefined
    /** The raw body of a POST, which is part of its key in the cache. */
    bodyText: string | undefined
    /** The cached response to a POST. */
    cachedResponse: CachedResponse | undefined
    /** The version of the served releases when the request arrived. */
    versionAtArrival: unknown
  }
}

const encodings = ['br', 'gzip', 'identity'] as const
type Encoding = (typeof encodings)[number]

/** A body in one encoding, and its headers as a flat list of names and values, which Node writes fastest. */
type EncodedResponse = { headers: string[]; body: Buffer }
export type CachedResponse = {
  key: string
  etag: string
  /** Without `content-encoding` and `content-length`. */
  headers: Record<string, string>
  body: Buffer
  /** Filled on first use. */
  encoded: Partial<Record<Encoding, EncodedResponse | Promise<EncodedResponse>>>
  notModifiedHeaders?: string[]
}

export type ResponseCache = ReturnType<typeof createResponseCache>

/** Estimated bytes of an entry besides its key and bodies. */
const ENTRY_OVERHEAD = 1500
/** How many ETags of responses sent once are remembered: between this number and twice this number. */
const MIN_REMEMBERED_ETAGS = 10_000
/** A 304 has no body, and repeats no header that describes one. */
const bodyHeaders = new Set(['content-type', 'content-length', 'content-disposition', 'content-encoding', 'link'])

const [gzipAsync, brotliAsync] = [promisify(gzip), promisify(brotliCompress)]
const compress = {
  gzip: (body: Buffer) => gzipAsync(body, { level: 6 }),
  // Higher qualities of Brotli take many times longer for little gain.
  br: (body: Buffer) =>
    brotliAsync(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
}

/** Caches at most `maxBytes` of responses, and clears the cache when the value of `releasesVersion` changes. */
export function createResponseCache(maxBytes: number, releasesVersion: () => unknown) {
  let [hits, misses] = [0, 0]
  const cache =
    maxBytes === 0 ? undefined : new LRUCache<string, CachedResponse>({ maxSize: maxBytes, sizeCalculation: sizeOf })
  /** ETags of responses that were sent once: the latest, and those before them. */
  let [etagsSentOnce, olderEtagsSentOnce] = [new Set<string>(), new Set<string>()]
  let cachedVersion = releasesVersion()

  /**
   * Records that a response is sent, and returns whether it was sent before. Only then is it cached: most are sent once.
   */
  function recordSent(etag: string): boolean {
    if (etagsSentOnce.delete(etag) || olderEtagsSentOnce.delete(etag)) return true
    if (etagsSentOnce.size === MIN_REMEMBERED_ETAGS) [etagsSentOnce, olderEtagsSentOnce] = [new Set(), etagsSentOnce]
    etagsSentOnce.add(etag)
    return false
  }

  async function encode(cached: CachedResponse, encoding: keyof typeof compress): Promise<EncodedResponse> {
    const response = encodedResponse(cached, await compress[encoding](cached.body), { 'content-encoding': encoding })
    cached.encoded[encoding] = response
    // Updates the size of the entry, unless it was evicted.
    if (cache?.peek(cached.key) === cached) cache.set(cached.key, cached)
    return response
  }

  /** The response in the encoding that the client prefers. */
  function encodedFor(request: FastifyRequest, cached: CachedResponse): EncodedResponse | Promise<EncodedResponse> {
    const encoding = responseEncoding(request, cached.headers['content-type'])
    return (cached.encoded[encoding] ??=
      encoding === 'identity' ? encodedResponse(cached, cached.body, {}) : encode(cached, encoding))
  }

  return {
    counters: () => ({ hits, misses, bytes: cache?.calculatedSize ?? 0, entries: cache?.size ?? 0 }),
    clear(): void {
      cache?.clear()
      etagsSentOnce.clear()
      olderEtagsSentOnce.clear()
    },
    find(request: FastifyRequest): CachedResponse | undefined {
      if (releasesVersion() !== cachedVersion) {
        cache?.clear()
        cachedVersion = releasesVersion()
      }
      request.versionAtArrival = cachedVersion
      const cached = cache?.get(keyOf(request))
      if (cached === undefined) misses++
      else hits++
      return cached
    },
    /** Sends a cached response at once: of the later hooks, only `onResponse` runs. */
    send(request: FastifyRequest, reply: FastifyReply, cached: CachedResponse): void {
      reply.hijack()
      const { raw } = reply
      if (etagMatches(request.headers['if-none-match'], cached.etag)) {
        raw.writeHead(304, (cached.notModifiedHeaders ??= notModifiedHeaders(cached))).end()
        return
      }
      const response = encodedFor(request, cached)
      if (response instanceof Promise)
        response.then(
          (encoded) => write(request, reply, encoded),
          (error: Error) => raw.destroy(error),
        )
      else write(request, reply, response)
    },
    /** Sends a cached response through the hooks that add headers for this request alone. */
    async sendWithHooks(request: FastifyRequest, reply: FastifyReply, cached: CachedResponse): Promise<FastifyReply> {
      const { body } = await encodedFor(request, cached)
      const encoding = responseEncoding(request, cached.headers['content-type'])
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.headers(cached.headers).send(body)
    },
    /** Caches a response that is about to be sent, and returns its body in the encoding that the client prefers. */
    store(request: FastifyRequest, reply: FastifyReply, payload: string | Buffer): string | Buffer | Promise<Buffer> {
      const etag = request.cacheableEtag as string
      reply.header('vary', varyByEncoding(reply.getHeader('vary')))
      const encoding = responseEncoding(request, reply.getHeader('content-type'))
      const isCached = cache !== undefined && releasesVersion() === request.versionAtArrival && recordSent(etag)
      if (!isCached && encoding === 'identity') return payload
      const headers = reply.getHeaders() as Record<string, string>
      const cached: CachedResponse = { key: keyOf(request), etag, headers, body: Buffer.from(payload), encoded: {} }
      if (isCached) cache.set(cached.key, cached)
      if (encoding === 'identity') return cached.body
      reply.header('content-encoding', encoding)
      return Promise.resolve(encodedFor(request, cached)).then(({ body }) => body)
    },
  }
}

/** By the request as it was sent; the cache is cleared when the releases change. */
function keyOf({ raw, headers: { accept = '' }, bodyText }: FastifyRequest): string {
  return bodyText === undefined ? `GET ${raw.url}\n${accept}` : `POST ${raw.url}\n${accept}\n${bodyText}`
}

/** PNG is compressed already. */
function responseEncoding(request: FastifyRequest, contentType: unknown): Encoding {
  return contentType === 'image/png' ? 'identity' : encodingFor(request.headers['accept-encoding'])
}

function encodedResponse(
  { headers }: CachedResponse,
  body: Buffer,
  encodingHeaders: Record<string, string>,
): EncodedResponse {
  return { body, headers: flatHeaders({ ...headers, ...encodingHeaders, 'content-length': String(body.length) }) }
}

function notModifiedHeaders({ headers }: CachedResponse): string[] {
  return flatHeaders(Object.fromEntries(Object.entries(headers).filter(([name]) => !bodyHeaders.has(name))))
}

function flatHeaders(headers: Record<string, string>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [name, String(value)])
}

function write(request: FastifyRequest, { raw }: FastifyReply, { headers, body }: EncodedResponse): void {
  raw.writeHead(200, headers)
  if (request.method === 'HEAD') raw.end()
  else raw.end(body)
}

/** A character of a key takes up to two bytes. */
function sizeOf({ body, encoded }: CachedResponse, key: string): number {
  let size = key.length * 2 + body.length + ENTRY_OVERHEAD
  for (const response of [encoded.br, encoded.gzip])
    if (response !== undefined && !(response instanceof Promise)) size += response.body.length
  return size
}

type Negotiator = {
  encodings(available: readonly Encoding[], options: { preferred: readonly Encoding[] }): Encoding[]
}

/** The best encoding that a client accepts. */
export function encodingFor(acceptEncoding: string | string[] | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity'
  const { negotiator } = accepts({ headers: { 'accept-encoding': String(acceptEncoding) } } as never) as unknown as {
    negotiator: Negotiator
  }
  return negotiator.encodings(encodings, { preferred: encodings })[0] ?? 'identity'
}

/** Sends cached responses before later hooks run, and caches the other cacheable responses. */
export const responseCache = fp(
  async (app, { megabytes, releasesVersion }: { megabytes: number; releasesVersion(): unknown }) => {
    const cache = createResponseCache(megabytes * 1024 * 1024, releasesVersion)
    app.decorate('responseCache', cache)
    app.decorateRequest('cacheableEtag')
    app.decorateRequest('bodyText')
    app.decorateRequest('cachedResponse')
    app.decorateRequest('versionAtArrival')
    app.addHook('onRequest', (request, reply, done) => {
      const cached = request.method === 'GET' || request.method === 'HEAD' ? cache.find(request) : undefined
      if (cached === undefined) done()
      else cache.send(request, reply, cached)
    })
    app.addHook('onSend', (request, reply, payload, done) => {
      const isCacheable = request.cacheableEtag !== undefined && reply.statusCode === 200
      if (!isCacheable || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return done(null, payload)
      const body = cache.store(request, reply, payload)
      if (body instanceof Promise) body.then((encoded) => done(null, encoded), done)
      else done(null, body)
    })
  },
  { name: 'responseCache' },
)
