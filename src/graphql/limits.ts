// What a query may ask for at the most: rules beside those of GraphQL itself, each with its code.
import { type ASTVisitor, type DocumentNode, type FieldNode, type FragmentDefinitionNode, GraphQLError, type GraphQLSchema, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql'
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity'
import type { ProblemCode } from '../problems.ts'

export const limits = {
  /** Fields within fields. */
  depth: 12,
  /** Objects asked for; a page of a page multiplies. */
  cost: 10_000,
  aliases: 30,
  rootFields: 20,
  tokens: 2000,
} as const

/** How many items a relation without pages is taken to have. */
const USUAL_RELATION = 5
const DEFAULT_PAGE = 20

function tooMuch(code: ProblemCode, message: string, nodes?: FieldNode): GraphQLError {
  return new GraphQLError(message, { ...(nodes ? { nodes } : {}), extensions: { code } })
}

/** Introspection is bounded by GraphQL's own rule, and counts nothing here. */
const isIntrospection = (field: FieldNode) => field.name.value.startsWith('__')

function fieldsOf(selections: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>, seen: ReadonlySet<string> = new Set()): FieldNode[] {
  return selections.selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection]
    if (selection.kind === 'InlineFragment') return fieldsOf(selection.selectionSet, fragments, seen)
    const fragment = fragments.get(selection.name.value)
    return fragment === undefined || seen.has(selection.name.value) ? [] : fieldsOf(fragment.selectionSet, fragments, new Set([...seen, selection.name.value]))
  })
}

export const limitRules: ValidationRule[] = [
  function depth(context: ValidationContext): ASTVisitor {
    const fragments = fragmentsOf(context.getDocument())
    const depths = new Map<SelectionSetNode, number>()
    const deepest = (selections: SelectionSetNode, seen: ReadonlySet<SelectionSetNode>): number => {
      const known = depths.get(selections)
      if (known !== undefined) return known
      // A fragment that spreads itself is refused by GraphQL's own rules.
      if (seen.has(selections)) return 0
      const within = new Set([...seen, selections])
      const found = Math.max(0, ...fieldsOf(selections, fragments).filter((f) => !isIntrospection(f)).map((f) => 1 + (f.selectionSet ? deepest(f.selectionSet, within) : 0)))
      depths.set(selections, found)
      return found
    }
    return {
      OperationDefinition(operation) {
        const found = deepest(operation.selectionSet, new Set())
        if (found > limits.depth) context.reportError(tooMuch('query_too_deep', `The query is ${found} fields deep; at most ${limits.depth} are allowed. Ask for less at once.`))
      },
    }
  },
  function aliases(context: ValidationContext): ASTVisitor {
    let found = 0
    return {
      Field(field) {
        if (field.alias !== undefined) found++
      },
      Document: {
        leave() {
          if (found > limits.aliases) context.reportError(tooMuch('too_many_aliases', `The query has ${found} aliases; at most ${limits.aliases} are allowed.`))
        },
      },
    }
  },
  function rootFields(context: ValidationContext): ASTVisitor {
    const fragments = fragmentsOf(context.getDocument())
    return {
      OperationDefinition(operation) {
        const found = fieldsOf(operation.selectionSet, fragments).length
        if (found > limits.rootFields) context.reportError(tooMuch('too_many_root_fields', `The query has ${found} root fields; at most ${limits.rootFields} are allowed.`))
      },
    }
  },
]

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(document.definitions.flatMap((d) => (d.kind === 'FragmentDefinition' ? [[d.name.value, d] as const] : [])))
}

/** Answers that are computed whole, however little of them is asked for. */
const whole = new Set(['translate', 'explain', 'coverage', 'matrix'])
const WHOLE_ANSWER = 1000

const estimator: ComplexityEstimator = ({ field, args, type, childComplexity }) => {
  if (field.name.startsWith('__')) return 0
  const returned = String(field.type).replace(/!$/, '')
  const named = returned.replace(/[[\]!]/g, '')
  const one = 1 + childComplexity
  if (named.endsWith('Connection')) return 1 + pageSize(args) * childComplexity
  if (type.name.endsWith('Connection')) return named === 'PageInfo' || named.endsWith('Facets') ? childComplexity : one
  if (type.name.endsWith('Edge')) return childComplexity
  if (named === 'FacetCount') return 2
  if (whole.has(field.name) && type.name === 'Query') return WHOLE_ANSWER + childComplexity
  if (field.name === 'nodes' && Array.isArray(args.ids)) return args.ids.length * one
  if (isLeaf(named)) return 0
  return returned.startsWith('[') ? USUAL_RELATION * one : one
}

function isLeaf(typeName: string): boolean {
  return ['String', 'ID', 'Int', 'Float', 'Boolean'].includes(typeName)
}

function pageSize(args: Record<string, unknown>): number {
  const asked = args.first ?? args.last
  return typeof asked === 'number' && asked > 0 ? asked : DEFAULT_PAGE
}

/** An error where the operation costs more than is allowed. */
export function costError(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown>, operationName: string | undefined): GraphQLError | undefined {
  const cost = getComplexity({ schema, query, variables, estimators: [estimator], ...(operationName === undefined ? {} : { operationName }) })
  if (cost <= limits.cost) return undefined
  return tooMuch('query_too_costly', `The query asks for up to ${cost} objects; at most ${limits.cost} are allowed. Ask for smaller pages, or for fewer relations within relations.`)
}
