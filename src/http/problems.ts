// Turns errors into responses, in the format of the skin.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import findMyWay from 'find-my-way'
import { z } from 'zod'
import { Problem, type ProblemCode, problemCodes } from '../problems.ts'
import { type Skin, skinOf } from './skins.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The route that exists without the requested method: the label of a 405 in the metrics. */
    matchedRouteUrl: string | undefined
  }
}

export const ProblemDetails = z
  .object({
    type: z.string().meta({ description: 'An address that names the kind of problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong with this request, and what would be right.' }),
    instance: z.string().meta({
      description: 'The address that was asked for; of a failure here, the id under which the log tells more.',
    }),
    code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
    errors: z
      .array(
        z.object({
          in: z.enum(['path', 'query', 'header', 'body']),
          name: z.string(),
          message: z.string(),
          suggestion: z.string().optional().meta({ description: 'Present where a known name is near.' }),
          allowed: z
            .array(z.string())
            .optional()
            .meta({ description: 'Present where the values allowed can be listed.' }),
        }),
      )
      .optional()
      .meta({ description: 'Present where parameters are at fault: one entry for each mistake.' }),
  })
  .meta({ id: 'Problem', description: 'What went wrong, after RFC 9457.' })
export type ProblemDetails = z.infer<typeof ProblemDetails>

type KnownRoute = { url: string; methods: ReadonlySet<string>; allow: string }
/** The methods that get a 405 on an existing path; other unsupported methods get a 404. */
const rejectedMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'])

/** Sends a problem in the format of the skin. A 5xx has the request id and no internals. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { status } = problemCodes[problem.code]
  const instance = status >= 500 ? `urn:request:${request.id}` : request.url.slice(0, 500)
  const skin = skinOf(request)
  const { type, body } = skin.problem(problem, { url: request.url, instance })
  return (
    reply
      .code(status)
      // Explicitly, because a malformed request has run no hooks.
      .headers({
        ...skin.headers,
        'access-control-allow-origin': '*',
        'content-type': type,
        'cache-control': 'no-store',
        ...(problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) }),
      })
      .removeHeader('etag')
      .removeHeader('last-modified')
      .removeHeader('content-length')
      .send(body)
  )
}

export function toProblem(error: FastifyError | Problem): Problem {
  return error instanceof Problem ? error : problemOfFastifyError(error)
}

/** Logs failures of our own; what clients did, and requests rejected because of load, are only counted. */
export function logFailure(request: FastifyRequest, error: unknown, problem: Problem): void {
  if (problem.code === 'internal') request.log.error({ err: error }, 'request failed')
}

/** Malformed HTTP reaches no route: the response is written to the socket, which is then closed. */
export function handleClientError(skin: Skin) {
  return (error: NodeJS.ErrnoException & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
    const problem = problemOfClientError(error.code)
    const { type, body } = skin.problem(problem, { url: '', instance: 'about:blank' })
    const headers = {
      ...skin.headers,
      'access-control-allow-origin': '*',
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      connection: 'close',
    }
    const head = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')
    socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${head}\r\n\r\n${body}`)
  }
}

function problemOfClientError(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem('headers_too_large', 'The address and the headers are too long together.')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem('request_timeout', 'The request took too long to arrive.')
  return new Problem('invalid_request', 'The bytes are not an HTTP request.')
}

export const problems = fp<{ entryPoint: string }>(
  async (app, { entryPoint }) => {
    app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
      const problem = toProblem(error)
      logFailure(request, error, problem)
      return sendProblem(request, reply, problem)
    })

    app.setNotFoundHandler(({ url }) => {
      throw new Problem('not_found', `There is nothing at ${url.slice(0, 200)}. Begin at ${entryPoint}.`)
    })

    // Fastify would pass invalid percent-encodings on to handlers.
    app.addHook('onRequest', ({ url }, _reply, done) => {
      try {
        if (url.includes('%')) decodeURIComponent(url)
        done()
      } catch {
        done(new Problem('invalid_request', 'The address holds a percent-encoding that is not UTF-8.'))
      }
    })
  },
  { name: 'problems', dependencies: ['skins'] },
)

/** Fastify's own errors, as problems. */
function problemOfFastifyError(error: FastifyError): Problem {
  const codes: Record<string, [ProblemCode, string]> = {
    FST_ERR_CTP_BODY_TOO_LARGE: ['payload_too_large', 'The body is larger than 64 KiB.'],
    FST_ERR_CTP_INVALID_MEDIA_TYPE: [
      'unsupported_media_type',
      'The body must be JSON: send it with "content-type: application/json".',
    ],
    FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid_request', 'The body is empty; it must be a JSON object.'],
    FST_ERR_CTP_INVALID_JSON_BODY: ['invalid_request', 'The body is not JSON.'],
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
      'invalid_request',
      'The body does not have the length that its content-length says.',
    ],
    FST_ERR_MAX_PARAM_LENGTH: ['invalid_request', 'The address is too long.'],
    FST_ERR_BAD_URL: ['invalid_request', 'The address is not well formed.'],
  }
  const known = codes[error.code]
  if (known !== undefined) return new Problem(...known)
  if (error.statusCode === 413) return new Problem('payload_too_large', 'The request is too large.')
  if (error.statusCode === 503)
    return new Problem('unavailable', 'The service is closing or not ready. Try again shortly.')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem('invalid_request', 'The request cannot be read.')
  return new Problem('internal', 'The failure is in the log, under the id that "instance" gives.')
}

/**
 * Responds 405 with `Allow` where a path has other methods. Call after all routes are registered.
 * A router of its own, because a route for each missing method would multiply the routes by five.
 */
export function rejectUnsupportedMethods(
  app: FastifyInstance,
  methodsByUrl: ReadonlyMap<string, ReadonlySet<string>>,
  maxParamLength: number,
): void {
  const router = findMyWay({ maxParamLength, onMaxParamLength: () => {} })
  for (const [url, methods] of methodsByUrl) {
    if (url.includes('*') || !methods.has('GET')) continue
    const allow = [...methods, ...(methods.has('OPTIONS') ? [] : ['OPTIONS'])].sort().join(', ')
    router.on('GET', url, () => {}, { url, methods, allow } satisfies KnownRoute)
  }
  app.decorateRequest('matchedRouteUrl', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    const found =
      request.is404 && rejectedMethods.has(request.method) ? router.find('GET', request.raw.url as string) : null
    if (found === null) return done()
    const known = found.store as KnownRoute | null
    if (known === null) return done(new Problem('invalid_request', 'The address is too long.'))
    if (known.methods.has(request.method)) return done()
    request.matchedRouteUrl = known.url
    reply.header('allow', known.allow)
    done(new Problem('method_not_allowed', `${request.method} is not allowed here. Allowed: ${known.allow}.`))
  })
}
