// Automatic persisted queries: a client sends the hash of a query, and its text only if the hash is unknown here.
import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'

export type Parameters = { query?: unknown; extensions?: unknown }

/** Bounded in bytes, so that clients cannot exhaust memory. */
const MAX_BYTES = 8 * 1024 * 1024

function persistedQueryError(
  code: 'persisted_query_not_found' | 'persisted_query_mismatch' | 'invalid_request',
  message: string,
): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

export function persistedQueries() {
  const texts = new LRUCache<string, string>({ maxSize: MAX_BYTES, sizeCalculation: (text) => text.length + 64 })

  return {
    /** Whether the parameters register a query, with its text and its hash. */
    isRegistration: ({ query, extensions }: Parameters): boolean =>
      hashIn(extensions) !== undefined && isPresent(query),
    /**
     * The text of the requested query; undefined if there is neither text nor hash.
     * @throws GraphQLError if the hash is unknown, or does not match the text.
     */
    textOf({ query, extensions }: Parameters): unknown {
      const hash = hashIn(extensions)
      if (hash === undefined) return query
      if (isPresent(query)) {
        if (typeof query === 'string' && createHash('sha256').update(query).digest('hex') !== hash) {
          throw persistedQueryError(
            'persisted_query_mismatch',
            'The query does not have the sha256 that "extensions.persistedQuery" says.',
          )
        }
        return query
      }
      const known = texts.get(hash)
      // Clients retry with the text when they see this message.
      if (known === undefined) throw persistedQueryError('persisted_query_not_found', 'PersistedQueryNotFound')
      return known
    },
    /** Registers the text of a valid query, if the client sent its hash. */
    register(query: string, extensions: unknown): void {
      const hash = hashIn(extensions)
      if (hash !== undefined) texts.set(hash, query)
    },
  }
}

const isPresent = (query: unknown): boolean => query !== undefined && query !== null && query !== ''

function hashIn(extensions: unknown): string | undefined {
  const persisted = (extensions as { persistedQuery?: { version?: unknown; sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery
  if (persisted === undefined || persisted === null) return undefined
  const hash = typeof persisted.sha256Hash === 'string' ? persisted.sha256Hash.toLowerCase() : ''
  if (persisted.version !== 1 || !/^[0-9a-f]{64}$/.test(hash)) {
    throw persistedQueryError(
      'invalid_request',
      '"extensions.persistedQuery" must be { "version": 1, "sha256Hash": <64 hexadecimal digits> }.',
    )
  }
  return hash
}
