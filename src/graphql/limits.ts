// Limits on queries: validation rules beside GraphQL's own, each with its error code.
import {
  type ASTVisitor,
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  visit,
} from 'graphql'
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity'
import { LRUCache } from 'lru-cache'
import type { ProblemCode } from '../problems.ts'

export const limits = {
  /** Fields within fields. */
  depth: 12,
  /** Objects that may be returned; nested pages multiply. */
  cost: 10_000,
  aliases: 30,
  rootFields: 20,
  tokens: 2000,
} as const

/** The assumed length of a list without pages. */
const ASSUMED_LIST_SIZE = 5
const DEFAULT_PAGE = 20

function limitError(code: ProblemCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

/** Introspection has a depth limit of GraphQL's own. */
const isIntrospection = (field: FieldNode) => field.name.value.startsWith('__')

/**
 * Computes a number recursively over a selection set, with fragments expanded. Each fragment is measured once, so that
 * no document makes this slow; recursive fragments are left to GraphQL's own rules.
 */
function selectionFold(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ofField: (field: FieldNode, measureChildren: (selections: SelectionSetNode) => number) => number,
  combine: (numbers: number[]) => number,
) {
  const known = new Map<string, number>()
  function measure(selections: SelectionSetNode): number {
    return combine(
      selections.selections.map((selection) => {
        if (selection.kind === 'Field') return ofField(selection, measure)
        if (selection.kind === 'InlineFragment') return measure(selection.selectionSet)
        const name = selection.name.value
        const fragment = fragments.get(name)
        if (fragment === undefined) return 0
        const before = known.get(name)
        if (before !== undefined) return before
        known.set(name, 0)
        const found = measure(fragment.selectionSet)
        known.set(name, found)
        return found
      }),
    )
  }
  return measure
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** Reports the first limit that a document exceeds. */
export const limitRule: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const document = context.getDocument()
  const fragments = new Map(
    document.definitions.flatMap((d) => (d.kind === 'FragmentDefinition' ? [[d.name.value, d] as const] : [])),
  )
  const rootFields = selectionFold(fragments, () => 1, sum)
  const depth = selectionFold(
    fragments,
    (field, measureChildren) =>
      isIntrospection(field) ? 0 : 1 + (field.selectionSet ? measureChildren(field.selectionSet) : 0),
    (numbers) => Math.max(0, ...numbers),
  )
  const size = selectionFold(
    fragments,
    (field, measureChildren) => 1 + (field.selectionSet ? measureChildren(field.selectionSet) : 0),
    sum,
  )
  let aliases = 0
  visit(document, {
    Field(field) {
      if (field.alias !== undefined) aliases++
    },
  })
  return {
    Document(): typeof BREAK | undefined {
      if (aliases > limits.aliases) {
        context.reportError(
          limitError('too_many_aliases', `The query has ${aliases} aliases; at most ${limits.aliases} are allowed.`),
        )
        return BREAK
      }
      for (const operation of document.definitions) {
        if (operation.kind !== 'OperationDefinition') continue
        const error = exceededLimit(
          rootFields(operation.selectionSet),
          depth(operation.selectionSet),
          size(operation.selectionSet),
        )
        if (error === undefined) continue
        context.reportError(error)
        return BREAK
      }
      return undefined
    },
  }
}

function exceededLimit(rootFields: number, depth: number, size: number): GraphQLError | undefined {
  if (rootFields > limits.rootFields)
    return limitError(
      'too_many_root_fields',
      `The query has ${rootFields} root fields; at most ${limits.rootFields} are allowed.`,
    )
  if (depth > limits.depth)
    return limitError(
      'query_too_deep',
      `The query is ${depth} fields deep; at most ${limits.depth} are allowed. Ask for less at once.`,
    )
  if (size > limits.cost)
    return limitError(
      'query_too_costly',
      `The query has ${size} fields once its fragments are in their places; at most ${limits.cost} are allowed.`,
    )
  return undefined
}

/** Fields whose full result is computed, whatever their selection or page size. */
const fullyComputedFields = new Set(['translate', 'explain', 'coverage', 'matrix', 'changes'])
const FULL_COMPUTATION_COST = 1000

const estimator: ComplexityEstimator = ({ field, args, type, childComplexity }) => {
  if (field.name.startsWith('__')) return 0
  const returned = String(field.type).replace(/!$/, '')
  const named = returned.replace(/[[\]!]/g, '')
  const single = 1 + childComplexity
  if (named.endsWith('Connection'))
    return (fullyComputedFields.has(field.name) ? FULL_COMPUTATION_COST : 1) + pageSize(args) * childComplexity
  if (type.name.endsWith('Connection'))
    return named === 'PageInfo' || named.endsWith('Facets') ? childComplexity : single
  if (type.name.endsWith('Edge')) return childComplexity
  if (named === 'FacetCount') return 2
  if (fullyComputedFields.has(field.name) && type.name === 'Query') return FULL_COMPUTATION_COST + childComplexity
  if (field.name === 'nodes' && Array.isArray(args.ids)) return args.ids.length * single
  if (isLeaf(named)) return 0
  return returned.startsWith('[') ? ASSUMED_LIST_SIZE * single : single
}

function isLeaf(typeName: string): boolean {
  return ['String', 'ID', 'Int', 'Float', 'Boolean'].includes(typeName)
}

function pageSize(args: Record<string, unknown>): number {
  const size = args.first ?? args.last
  return typeof size === 'number' && size > 0 ? size : DEFAULT_PAGE
}

/** The variables as far as they affect the cost: everything but the content of strings. */
function costKey(variables: Record<string, unknown>): string {
  return JSON.stringify(variables, (_, value: unknown) => (typeof value === 'string' ? '' : value))
}

/** Caches the result of `costError` for each document. */
export function costChecker(schema: GraphQLSchema) {
  const known = new WeakMap<DocumentNode, LRUCache<string, { error: GraphQLError | undefined }>>()
  return (
    query: DocumentNode,
    variables: Record<string, unknown>,
    operationName: string | undefined,
  ): GraphQLError | undefined => {
    const costs = known.get(query) ?? new LRUCache({ max: 200 })
    known.set(query, costs)
    const key = `${operationName} ${costKey(variables)}`
    const cached = key.length > 2000 ? undefined : costs.get(key)
    if (cached !== undefined) return cached.error
    const error = costError(schema, query, variables, operationName)
    if (key.length <= 2000) costs.set(key, { error })
    return error
  }
}

/** An error if the operation exceeds the limit. */
function costError(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName: string | undefined,
): GraphQLError | undefined {
  let cost: number
  try {
    cost = getComplexity({
      schema,
      query,
      variables,
      estimators: [estimator],
      ...(operationName === undefined ? {} : { operationName }),
    })
  } catch {
    // graphql-query-complexity gives up on too many fragment spreads.
    return limitError('query_too_costly', 'The query spreads its fragments too often. Ask for less at once.')
  }
  if (cost <= limits.cost) return undefined
  return limitError(
    'query_too_costly',
    `The query asks for up to ${cost} objects; at most ${limits.cost} are allowed. Ask for smaller ` +
      'pages, or for fewer relations within relations.',
  )
}
