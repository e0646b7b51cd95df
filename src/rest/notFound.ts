// The 404 of API paths: suggests the nearest path.
import type { FastifyPluginAsync } from 'fastify'
import { collectionKinds, definitionOf } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { Problem, problemFromErrors, unknownValueError } from '../problems.ts'

const collections = collectionKinds.map((kind) => definitionOf(kind).collection)
const names = [...collections, 'search', 'translate', 'explain', 'coverage', 'matrix', 'releases', 'changes', 'export']
/** The formats of whole lists. */
const suffixes = ['csv', 'ndjson']

/** Register under the prefix `/v1`. */
export function notFound(publicUrl: string): FastifyPluginAsync {
  return async (app) => {
    app.setNotFoundHandler(({ url }) => {
      const [first = '', ...rest] = url.split('?')[0]?.split('/').slice(2) ?? []
      const [name = '', suffix] = first.split('.')
      if (rest.length === 0 && suffix !== undefined && collections.includes(name))
        throw problemFromErrors('unknown_value', [
          unknownValueError('path', 'suffix', suffix, `a form of ${name}`, suffixes, nearest(suffix, suffixes)),
        ])
      const near = nearest(first, names)
      throw new Problem(
        'not_found',
        near === undefined || near === first
          ? `There is nothing at ${url.slice(0, 200)}. Begin at ${publicUrl}/v1.`
          : `There is no "${first.slice(0, 100)}" here. Did you mean ${publicUrl}/v1/${near}?`,
      )
    })
  }
}
