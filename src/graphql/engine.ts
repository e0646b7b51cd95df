// The GraphQL engine: graphql-http handles the protocol, mercurius executes.
import Fastify, { type FastifyBaseLogger, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  MaxIntrospectionDepthRule,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import {
  createHandler,
  type OperationArgs,
  parseRequestParams,
  type Request as HttpRequest,
  type Response as HttpResponse,
} from 'graphql-http'
import { LRUCache } from 'lru-cache'
import mercurius from 'mercurius'
import { handleConditionalRequest } from '../http/caching.ts'
import { Problem, type ProblemCode } from '../problems.ts'
import type { ChangeFeed } from '../queries/changes.ts'
import { limitRule, limits, costChecker } from './limits.ts'
import { type Parameters, persistedQueries } from './persisted.ts'
import { type Context, createContext, resolvers } from './resolvers.ts'

export type EngineOptions = {
  sdl: string
  changes: ChangeFeed
  releases: {
    /** Selects the release of the cursors. @throws Problem if there is no single one. */
    selectByCursors(request: FastifyRequest, cursors: string[]): void
  }
}
/** What the engine reports about a request: only responses without errors are cached. */
export type RequestState = {
  request: FastifyRequest
  reply: FastifyReply
  succeeded: boolean
  text?: string
  isRegistration: boolean
}
type HandlerRequest = HttpRequest<RequestState, unknown>
/** A parsed and validated query: its document or its errors. */
type ParsedDocument =
  { document: DocumentNode; errors?: undefined } | { document?: undefined; errors: readonly GraphQLError[] }

/** What mercurius needs to execute an operation. */
type Execution = {
  query: string
  contextValue: Context
  variableValues: Record<string, unknown>
  operationName?: string
}

const SERIALIZED = { data: null }
const NOT_MODIFIED: HttpResponse = [null, { status: 304, statusText: 'Not Modified' }]
/** Parsed documents and compiled queries; a site has some tens. */
const MAX_CACHED_QUERIES = 200

export type Engine = Awaited<ReturnType<typeof engine>>

export async function engine({ sdl, changes, releases }: EngineOptions, log: FastifyBaseLogger) {
  const app = Fastify()
  await app.register(mercurius, {
    schema: sdl,
    resolvers,
    routes: false,
    jit: 1,
    cache: MAX_CACHED_QUERIES,
    errorFormatter: (execution) => ({
      statusCode: 200,
      response: { data: execution.data ?? null, errors: execution.errors as GraphQLError[] },
    }),
  })
  await app.ready()
  const { schema } = app.graphql
  const parseDocument = documentParser(schema)
  const persisted = persistedQueries()
  const checkCost = costChecker(schema)

  return createHandler<RequestState, unknown>({
    schema,
    async parseRequestParams(http: HandlerRequest) {
      return parseRequestParams(
        withPersistedText(http, (parameters) => {
          http.raw.isRegistration = persisted.isRegistration(parameters)
          return persisted.textOf(parameters)
        }),
      )
    },
    onSubscribe: (http, params) => {
      const { request, reply } = http.raw
      const { document, errors } = parseDocument(params.query)
      if (errors !== undefined) return errors
      const operation = getOperationAST(document, params.operationName)
      if (operation === null || operation === undefined) {
        return [
          graphQLError(
            'graphql_operation',
            params.operationName == null
              ? 'The document has several operations: say which in "operationName".'
              : `The document has no operation "${params.operationName}".`,
          ),
        ]
      }
      if (operation.operation !== 'query') {
        const error = graphQLError(
          'graphql_operation',
          `There are queries only; the document asks for a ${operation.operation}.`,
        )
        return request.method === 'POST' ? [error] : methodNotAllowed(error)
      }
      const { coerced, errors: variableErrors } = getVariableValues(
        schema,
        operation.variableDefinitions ?? [],
        params.variables ?? {},
      )
      if (coerced === undefined)
        return (variableErrors ?? []).map((error) => graphQLError('graphql_variables', error.message, error))
      const costError = checkCost(document, params.variables ?? {}, params.operationName ?? undefined)
      if (costError !== undefined) return [costError]
      persisted.register(params.query, params.extensions)
      const cursors = cursorsIn(document, coerced)
      if (cursors.length > 0) {
        try {
          releases.selectByCursors(request, cursors)
        } catch (error) {
          return [new GraphQLError((error as Error).message, { originalError: error as Error })]
        }
      }
      // `*` would also match failed queries, so it is evaluated after execution; ETags are sent with successes only.
      const isWildcard = request.headers['if-none-match']?.trim() === '*'
      if (
        request.method !== 'POST' &&
        !isWildcard &&
        handleConditionalRequest(request, reply, request.cachingContext, request.headers.accept ?? '')
      )
        return NOT_MODIFIED
      const contextValue = createContext(request.toolkit, changes)
      // Coerced, because the JIT compiler ignores defaults of required variables.
      return {
        schema,
        document,
        contextValue,
        variableValues: coerced,
        operationName: params.operationName ?? undefined,
        query: params.query,
      } as unknown as OperationArgs<undefined>
    },
    // Mercurius caches compiled queries by text alone: a comment tells the operations of a document apart.
    execute: (({ query, contextValue, variableValues, operationName }: Execution) =>
      app.graphql(
        operationName === undefined ? query : `${query}\n#${operationName}`,
        contextValue as unknown as Record<string, unknown>,
        variableValues,
        operationName,
      )) as never,
    onOperation: (http, _args, result) => {
      const { request, reply } = http.raw
      http.raw.succeeded = result.errors === undefined
      if (!http.raw.succeeded) return undefined
      if (
        request.method !== 'POST' &&
        handleConditionalRequest(request, reply, request.cachingContext, request.headers.accept ?? '')
      )
        return NOT_MODIFIED
      // Serialized here: graphql-http would search every value for errors to format.
      http.raw.text = JSON.stringify(result)
      return SERIALIZED
    },
    formatError: (error) => formatError(error, log) as GraphQLError,
  })
}

/** Replaces the hash of a persisted query by its text. */
function withPersistedText(http: HandlerRequest, textOf: (parameters: Parameters) => unknown): HandlerRequest {
  if (http.method === 'GET') {
    const [path, search] = http.url.split('?')
    const parameters = new URLSearchParams(search)
    const extensions = parameters.get('extensions')
    if (extensions === null) return http
    const text = textOf({ query: parameters.get('query') ?? undefined, extensions: parseJson(extensions) })
    if (typeof text === 'string') parameters.set('query', text)
    return { ...http, url: `${path}?${parameters}` }
  }
  const body = http.body as Parameters | null
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return http
  const text = textOf(body)
  return text === undefined || text === body.query
    ? http
    : { ...http, body: { ...body, query: text } as Record<string, unknown> }
}

/** The cursors in the arguments of a query. */
function cursorsIn(document: DocumentNode, variables: Record<string, unknown>): string[] {
  const known = cursorValues.get(document) ?? cursorValuesOf(document)
  cursorValues.set(document, known)
  return known
    .map((value) => ('name' in value ? variables[value.name] : value.text))
    .filter((cursor): cursor is string => typeof cursor === 'string' && cursor !== '')
}

/** The cursor arguments of a document: literals or names of variables. */
const cursorValues = new WeakMap<DocumentNode, ({ text: string } | { name: string })[]>()

function cursorValuesOf(document: DocumentNode): ({ text: string } | { name: string })[] {
  const values: ({ text: string } | { name: string })[] = []
  visit(document, {
    Argument({ name, value }) {
      if (name.value !== 'after' && name.value !== 'before') return
      if (value.kind === 'StringValue') values.push({ text: value.value })
      if (value.kind === 'Variable') values.push({ name: value.name.value })
    },
  })
  return values
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // The request parser reports it.
    return undefined
  }
}

/** Parses and validates queries, with a cache. */
function documentParser(schema: GraphQLSchema): (text: string) => ParsedDocument {
  const cache = new LRUCache<string, ParsedDocument>({ max: MAX_CACHED_QUERIES })
  function parseQuery(text: string): ParsedDocument {
    let document: DocumentNode
    try {
      document = parse(text, { maxTokens: limits.tokens })
    } catch (error) {
      const syntaxError = error as GraphQLError
      if (syntaxError.message.includes('Parsing aborted'))
        return { errors: [graphQLError('too_many_tokens', `The query has more than ${limits.tokens} tokens.`)] }
      return { errors: [graphQLError('graphql_syntax', syntaxError.message, syntaxError)] }
    }
    const limitErrors = validate(schema, document, [limitRule])
    if (limitErrors.length > 0) return { errors: limitErrors }
    const errors = validate(schema, document, [...specifiedRules, MaxIntrospectionDepthRule], { maxErrors: 20 })
    if (errors.length === 0) return { document }
    return {
      errors: errors.map((error) =>
        error.extensions.code === undefined ? graphQLError('graphql_invalid', error.message, error) : error,
      ),
    }
  }
  return (text) => {
    let query = cache.get(text)
    if (query === undefined) cache.set(text, (query = parseQuery(text)))
    return query
  }
}

function graphQLError(code: ProblemCode, message: string, from?: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    ...(from?.nodes ? { nodes: from.nodes } : {}),
    ...(from?.source ? { source: from.source } : {}),
    ...(from?.positions ? { positions: from.positions } : {}),
    extensions: { code },
  })
}

/** GraphQL over HTTP requires 405 for a mutation by GET. */
function methodNotAllowed(refusal: GraphQLError): HttpResponse {
  const headers = { allow: 'POST', 'content-type': 'application/json; charset=utf-8' }
  return [
    JSON.stringify({ errors: [{ message: refusal.message, extensions: refusal.extensions }] }),
    { status: 405, statusText: 'Method Not Allowed', headers },
  ]
}

/** Formats errors for clients: code and message of a client error, but no internals of a failure. */
function formatError(error: Readonly<GraphQLError | Error>, log: FastifyBaseLogger): GraphQLFormattedError {
  // The JIT compiler throws another class of errors with the same fields.
  const { originalError, locations, path, extensions } = error as Partial<GraphQLError>
  if (!(error instanceof GraphQLError) && originalError === undefined && path === undefined) {
    return {
      message:
        `${error.message}. The request needs "query"; ` + '"variables", "operationName" and "extensions" are optional.',
      extensions: { code: 'invalid_request' },
    }
  }
  const location = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) }
  if (originalError instanceof Problem) {
    return {
      message: originalError.message,
      ...location,
      extensions: {
        code: originalError.code,
        ...(originalError.errors.length > 0 ? { errors: originalError.errors } : {}),
      },
    }
  }
  if (extensions?.code !== undefined && (originalError === undefined || originalError instanceof GraphQLError))
    return { message: error.message, ...location, extensions }
  log.error({ err: originalError ?? error }, 'GraphQL field failed')
  return {
    message: 'Something went wrong here; the failure is in the log.',
    ...location,
    extensions: { code: 'internal' },
  }
}
