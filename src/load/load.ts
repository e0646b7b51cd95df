// Parses and validates YAML files; reports every mistake with its file and line.
import { type Document, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { Slug } from '../content/common.ts'
import { type Content, emptyItems, type Finding } from '../content/content.ts'
import { describeIssue, describeUnknownKey, keysAt, valueAt } from '../content/issues.ts'
import { type Kind, kinds } from '../content/kinds.ts'
import { AuthoredMapping, mappingSlug, MappingsFile } from '../content/kinds/mapping.ts'
import { didYouMean } from '../content/nearest.ts'
import { checkIntegrity } from '../content/integrity.ts'
import { AuthoredRelease, SynonymsFile } from '../content/release.ts'
import { contentRules } from '../content/rules/rules.ts'
import { folderNames, parsePath } from './layout.ts'
import type { DataFile } from './read.ts'

export type LocatedFinding = { file: string; line: number; message: string }
/** The content with advice, or its mistakes; `locate` adds file and line to the findings of further checks. */
export type LoadResult = (
  | { content: Content; findings: []; advice: LocatedFinding[] }
  | { content: undefined; findings: LocatedFinding[]; advice: [] }
) & { locate(finding: Finding): LocatedFinding }

type ParsedFile = { file: string; document: Document.Parsed; lines: LineCounter; value: unknown }
/** Where an item is: mappings share a file. */
type ItemLocation = { parsed: ParsedFile; path: (string | number)[] }

export function load(files: DataFile[]): LoadResult {
  const findings: LocatedFinding[] = []
  const items = emptyItems()
  const locations = new Map<string, ItemLocation>()
  let release: AuthoredRelease | undefined
  let synonyms: string[][] = []

  const methodologyFolders = new Set([
    'tool',
    ...files.flatMap(({ path }) => /^methodologies\/([^/]+)\//.exec(path)?.[1] ?? []),
  ])
  for (const { path, text } of files) {
    const parsedPath = parsePath(path)
    if (parsedPath.type === 'other') continue
    if (parsedPath.type === 'misplaced') {
      const renamed = path.replace(/(\.[^./]*)?$/, '.yaml')
      const suggestion =
        parsePath(renamed).type === 'misplaced'
          ? didYouMean(path.split('/')[0] ?? '', folderNames)
          : ` Did you mean "${renamed}"?`
      findings.push({
        file: path,
        line: 1,
        message:
          `has no place here. Items are .yaml files in a folder of their kind: ${folderNames.join(', ')}.` + suggestion,
      })
      continue
    }
    const parsed = parse(path, text, findings)
    if (parsed === undefined) {
      if (parsedPath.type === 'item')
        locations.set(`${parsedPath.kind} ${parsedPath.slug}`, {
          parsed: { file: path, document: parseDocument(''), lines: new LineCounter(), value: null },
          path: [],
        })
      continue
    }
    if (parsedPath.type === 'release') release = validateFile(AuthoredRelease, parsed, findings)
    else if (parsedPath.type === 'synonyms') synonyms = validateFile(SynonymsFile, parsed, findings)?.groups ?? []
    else if (parsedPath.type === 'mappings')
      loadMappings(parsed, parsedPath, methodologyFolders, items.mapping, locations, findings)
    else if (parsedPath.type === 'item')
      loadItem(parsed, parsedPath, items as unknown as Record<Kind, Map<string, unknown>>, locations, findings)
  }
  if (release === undefined && !findings.some((f) => f.file === 'release.yaml')) {
    findings.push({
      file: 'release.yaml',
      line: 1,
      message: `the content has no release.yaml, which gives the release its id and date`,
    })
  }
  for (const [key, location] of locations) {
    const [kind, slug] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]
    if (kind === 'element' && !items.methodology.has(slug.split(':')[0] ?? '')) {
      findings.push({
        file: location.parsed.file,
        line: 1,
        message: `belongs to the methodology "${slug.split(':')[0]}", which has no methodology.yaml in its folder`,
      })
    }
  }
  const content: Content = { release: release as AuthoredRelease, synonyms, items }
  function locate(finding: Finding): LocatedFinding {
    const location = locations.get(`${finding.kind} ${finding.slug}`) as ItemLocation
    return findingAt(
      location.parsed,
      [...location.path, ...finding.path],
      finding.path.length > 0 ? prefixFieldName(finding.path, finding.message) : finding.message,
    )
  }
  for (const finding of checkIntegrity(content, (kind, slug) => locations.has(`${kind} ${slug}`)))
    findings.push(locate(finding))
  // Some rules need the site that the release credits.
  const { mistakes, advice } = release === undefined ? { mistakes: [], advice: [] } : contentRules(content)
  findings.push(...mistakes.map(locate))
  return findings.length === 0
    ? { content, findings: [], advice: advice.map(locate).sort(byLocation), locate }
    : { content: undefined, findings: findings.sort(byLocation), advice: [], locate }
}

export function byLocation(a: LocatedFinding, b: LocatedFinding): number {
  return a.file.localeCompare(b.file) || a.line - b.line
}

function prefixFieldName(path: (string | number)[], message: string): string {
  return `${path.filter((step) => typeof step === 'string').join('.')}: ${message}`
}

function parse(file: string, text: string, findings: LocatedFinding[]): ParsedFile | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  for (const error of [...document.errors, ...document.warnings]) {
    findings.push({ file, line: lines.linePos(error.pos[0]).line, message: `is not sound YAML: ${error.message}` })
  }
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined
  try {
    return { file, document, lines, value: document.toJS() }
  } catch (error) {
    findings.push({
      file,
      line: aliasLine(document, lines),
      message: `is not sound YAML: ${(error as Error).message}. A text that begins with * must stand in quotes.`,
    })
    return undefined
  }
}

/** The line of the first alias: an unresolved alias is why a document parses but has no value. */
function aliasLine(document: Document.Parsed, lines: LineCounter): number {
  let line = 1
  visit(document, {
    Alias: (_key, node) => {
      line = lines.linePos(node.range?.[0] ?? 0).line
      return visit.BREAK
    },
  })
  return line
}

function loadItem(
  parsed: ParsedFile,
  parsedPath: { kind: Kind; slug: string },
  items: Record<Kind, Map<string, unknown>>,
  locations: Map<string, ItemLocation>,
  findings: LocatedFinding[],
): void {
  const name = parsedPath.slug.split(':').at(-1)
  if (!Slug.safeParse(name).success) {
    findings.push({
      file: parsed.file,
      line: 1,
      message:
        `the file's name is the slug of the item, and "${name}" is no slug: ` +
        'lower-case words joined by single hyphens',
    })
  }
  locations.set(`${parsedPath.kind} ${parsedPath.slug}`, { parsed, path: [] })
  const value = validateFile(kinds[parsedPath.kind].file, parsed, findings)
  if (value !== undefined) items[parsedPath.kind].set(parsedPath.slug, value)
}

function loadMappings(
  parsed: ParsedFile,
  parsedPath: { methodology: string | null; name: string },
  methodologyFolders: ReadonlySet<string>,
  mappings: Map<string, AuthoredMapping>,
  locations: Map<string, ItemLocation>,
  findings: LocatedFinding[],
): void {
  const file = validateFile(MappingsFile, parsed, findings)
  if (file === undefined) return
  const { defaults } = file
  file.rows.forEach((row, i) => {
    const path = ['rows', i]
    const value = validateValue(AuthoredMapping, { ...defaults, ...row }, parsed, path, findings)
    if (value === undefined) return
    const methodology = value.object.replace(/^methodology:/, '').split(':')[0] ?? ''
    // An unknown object is reported as such elsewhere, not as misplaced.
    if (
      parsedPath.methodology !== null &&
      methodology !== parsedPath.methodology &&
      methodologyFolders.has(methodology)
    ) {
      findings.push(
        findingAt(
          parsed,
          [...path, 'object'],
          `object: "${value.object}" belongs in the folder of "${methodology}", ` +
            'or in mappings/ where it joins two tools',
        ),
      )
    }
    const slug = mappingSlug(value)
    const other = locations.get(`mapping ${slug}`)
    if (other !== undefined) {
      findings.push(
        findingAt(parsed, path, `${value.subject} is mapped to ${value.object} already, at ${formatLocation(other)}`),
      )
      return
    }
    locations.set(`mapping ${slug}`, { parsed, path })
    mappings.set(slug, value)
  })
}

function formatLocation(location: ItemLocation): string {
  const { file, line } = findingAt(location.parsed, location.path, '')
  return `${file}:${line}`
}

function validateFile<Schema extends z.ZodType>(
  schema: Schema,
  parsed: ParsedFile,
  findings: LocatedFinding[],
): z.infer<Schema> | undefined {
  return validateValue(schema, parsed.value, parsed, [], findings)
}

/** Validates a value; `path` is where it is in the file. */
function validateValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  parsed: ParsedFile,
  path: (string | number)[],
  findings: LocatedFinding[],
): z.infer<Schema> | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const fullPath = [...path, ...(issue.path as (string | number)[])]
    const name = issue.path.filter((step) => typeof step === 'string').join('.')
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        findings.push(
          findingAt(parsed, [...fullPath, key], describeUnknownKey(key, keysAt(schema, issue.path)).message),
        )
      }
    } else {
      findings.push(
        findingAt(parsed, fullPath, `${name || 'the file'} ${describeIssue(issue, valueAt(value, issue.path))}`),
      )
    }
  }
  // Continues with a repaired copy, so that one mistake hides no other; a guessed relation would cause false findings.
  return result.error.issues.some((issue) => issue.path.at(-1) === 'relation')
    ? undefined
    : schema.safeParse(repair(value, result.error.issues)).data
}

/** A copy without the invalid parts; an invalid enum value becomes the first that is allowed. */
function repair(value: unknown, issues: z.core.$ZodIssue[]): unknown {
  const copy = structuredClone(value)
  // Backwards, so that removing a list entry does not shift those still to be removed.
  for (const issue of issues.toReversed()) {
    const container = valueAt(copy, issue.path.slice(0, -1))
    const key = issue.path.at(-1)
    if (issue.code === 'unrecognized_keys')
      for (const unknownKey of issue.keys) delete (valueAt(copy, issue.path) as Record<string, unknown>)[unknownKey]
    else if (issue.code === 'invalid_value')
      (container as Record<PropertyKey, unknown>)[key as string] = issue.values[0]
    else if (Array.isArray(container)) container.splice(Number(key), 1)
    else if (container !== null && typeof container === 'object' && key !== undefined)
      delete (container as Record<PropertyKey, unknown>)[key]
  }
  return copy
}

/** Locates a finding at the line of its path, or of the nearest ancestor. */
function findingAt(parsed: ParsedFile, path: (string | number)[], message: string): LocatedFinding {
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(parsed.document, path.slice(0, length))
    if (offset !== undefined) return { file: parsed.file, line: parsed.lines.linePos(offset).line, message }
  }
  return { file: parsed.file, line: 1, message }
}

function offsetOf(document: Document.Parsed, path: (string | number)[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isNode(item.key) && String(item.key) === String(path.at(-1)))
    return pair && isNode(pair.key) ? pair.key.range?.[0] : undefined
  }
  const node = document.getIn(path, true)
  return isNode(node) ? node.range?.[0] : undefined
}
