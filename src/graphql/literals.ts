// Texts that differ in their literals alone are one query: its literals become variables, so that it is read and compiled once.
import { type DocumentNode, type GraphQLSchema, Kind, Lexer, print, Source, TokenKind, TypeInfo, type ValueNode, type VariableDefinitionNode, parseType, specifiedRules, validate, visit, visitWithTypeInfo } from 'graphql'

/** A text with its literals left out, and the literals, in order. */
type Skeleton = { key: string; literals: { kind: string; text: string }[] }
/** A query whose literals are variables, and of each the type that it is given for. */
export type Hoisted = { document: DocumentNode; source: string; types: string[] }

const PREFIX = 'literal_'
const literalTokens: ReadonlySet<string> = new Set([TokenKind.INT, TokenKind.FLOAT, TokenKind.STRING, TokenKind.BLOCK_STRING])
const literalNodes: ReadonlySet<string> = new Set([Kind.INT, Kind.FLOAT, Kind.STRING])

/** Undefined where the text cannot be read. */
export function skeletonOf(text: string, mostTokens: number): Skeleton | undefined {
  const lexer = new Lexer(new Source(text))
  const parts: string[] = []
  const literals: Skeleton['literals'] = []
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (parts.length === mostTokens) return undefined
      if (literalTokens.has(token.kind)) {
        const kind = token.kind === TokenKind.BLOCK_STRING ? TokenKind.STRING : token.kind
        literals.push({ kind, text: token.value })
        parts.push(`<${kind}>`)
      } else parts.push(token.value ?? token.kind)
    }
  } catch {
    return undefined
  }
  return { key: parts.join(' '), literals }
}

/** The query with variables for its literals; undefined where it has none, or would mean something else. The document must be valid. */
export function hoist(schema: GraphQLSchema, document: DocumentNode): Hoisted | undefined {
  const [operation] = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const several = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION).length !== 1
  // Defaults of variables are constants, and a fragment stands in another order than it is carried out.
  if (operation === undefined || several || operation.variableDefinitions?.some((variable) => variable.defaultValue !== undefined || variable.variable.name.value.startsWith(PREFIX))) return undefined
  const types: string[] = []
  const info = new TypeInfo(schema)
  const replaced = (node: ValueNode): ValueNode | undefined => {
    const type = info.getInputType()
    if (type == null || !literalNodes.has(node.kind)) return undefined
    types.push(String(type))
    return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: `${PREFIX}${types.length - 1}` } }
  }
  const changed = visit(document, visitWithTypeInfo(info, { IntValue: replaced, FloatValue: replaced, StringValue: replaced }))
  if (types.length === 0) return undefined
  const added = types.map((type, i): VariableDefinitionNode => ({ kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: `${PREFIX}${i}` } }, type: parseType(type) }))
  const definitions = changed.definitions.map((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? { ...definition, variableDefinitions: [...(definition.variableDefinitions ?? []), ...added] } : definition))
  const whole: DocumentNode = { ...changed, definitions }
  // Fields of one name must have the same arguments: two literals may be equal, two variables never are.
  if (validate(schema, whole, specifiedRules).length > 0) return undefined
  return { document: whole, source: print(whole), types }
}

/** The values of a text's literals as variables; undefined where one does not fit its type. */
export function valuesOf({ types }: Hoisted, { literals }: Skeleton): Record<string, unknown> | undefined {
  if (types.length !== literals.length) return undefined
  const values: Record<string, unknown> = {}
  for (const [i, { kind, text }] of literals.entries()) {
    const type = types[i] as string
    if (kind === TokenKind.STRING || named(type) === 'ID') values[`${PREFIX}${i}`] = text
    else {
      const number = Number(text)
      if (named(type) === 'Int' && (number > 2147483647 || number < -2147483648)) return undefined
      values[`${PREFIX}${i}`] = number
    }
  }
  return values
}

function named(type: string): string {
  return type.replace(/[[\]!]/g, '')
}
