// Queries across methodologies: translate, explain, coverage and matrix.
import { type Item, type Kind, itemId, definitionOf, kindOfId, kinds } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { type CoverageState, stateCounts, type UnitCoverage, coverageOf } from '../mapping/coverage.ts'
import { type Arc, type Edge, type MappingGraph, mappingGraph, reviewedNones } from '../mapping/graph.ts'
import {
  type CompactPath,
  pathCollector,
  type Match,
  createMatch,
  MAX_PATHS,
  MAX_PATHS_PER_MATCH,
  type Path,
  expandPath,
  findPaths,
} from '../mapping/paths.ts'
import { type ParameterError, problemFromErrors, unknownValueError } from '../problems.ts'
import { yielder } from '../search/yielder.ts'
import { has } from './itemSet.ts'
import type { ReleaseReader } from './release.ts'

export { coverageStates } from '../mapping/coverage.ts'
export { MAX_PATHS, MAX_PATHS_PER_MATCH } from '../mapping/paths.ts'

export const TOOLKIT = 'toolkit'
/** The kinds that mappings join. */
export const mappableKinds = ['strand', 'question', 'activity', 'tool', 'element'] as const
export const units = ['strands', 'questions', 'activities', 'tools'] as const
export const measures = ['strength', 'count', 'shared-tools', 'relation'] as const
export type Measure = (typeof measures)[number]

export type EmptyReason = 'reviewed-none' | 'not-reviewed' | 'filtered'
export type Translation = { subject: string; to: string; empty: EmptyReason | null; none: string[]; matches: Match[] }
export type ExplainedPaths = {
  from: string
  to: string
  empty: EmptyReason | null
  none: string[]
  pathCount: number
  paths: Path[]
}
export type Coverage = {
  from: string
  to: string
  unit: string
  counts: Record<CoverageState, number>
  units: UnitCoverage[]
}
export type NamedId = { id: string; name: string }
export type Cell = { row: string; col: string; value: string | number | null; mappings: string[] }
export type Matrix = { measure: Measure; rows: NamedId[]; cols: NamedId[]; cells: Cell[] }

export function crosswalk(release: ReleaseReader) {
  let cachedGraph: Promise<MappingGraph> | undefined
  /** Built lazily in batches that yield to the event loop. */
  async function readGraph(): Promise<MappingGraph> {
    const graph = mappingGraph()
    const { shouldYield, yieldNow } = yielder()
    for (const batch of release.edges()) {
      batch.forEach(graph.addEdge)
      if (shouldYield()) await yieldNow()
    }
    return graph
  }
  const reviewedGraph = (): Promise<MappingGraph> => (cachedGraph ??= readGraph())

  const methodologySlugs = () => release.ids('methodology').map((id) => id.slice('methodology:'.length))
  const elementsOf = (methodology: string) =>
    [...release.sorted('element', 'order').items]
      .map((number) => release.idOf(number))
      .filter((id) => id.startsWith(`${methodology}:`))
  const fieldsOf = (id: string) => release.item(release.numberOf(id) as number).fields as Item & Record<string, unknown>
  const isToolkitItem = (id: string) =>
    toolkitTools().has(id) || (['strand', 'question', 'activity'] as const).some((kind) => release.has(kind, id))

  let tools: Set<string> | undefined
  function toolkitTools(): Set<string> {
    if (tools === undefined) {
      const set = release.itemsMatching('tool', [['origin', ['toolkit']]])
      tools = new Set(release.ids('tool').filter((id) => has(set, release.numberOf(id) as number)))
    }
    return tools
  }

  /** @throws Problem if the value is neither a methodology nor `toolkit`. */
  function checkSide(name: string, value: string): void {
    const allowed = [...methodologySlugs(), TOOLKIT]
    if (!allowed.includes(value))
      throw problemFromErrors('unknown_value', [
        unknownValueError('query', name, value, 'a methodology, nor "toolkit"', allowed, nearest(value, allowed)),
      ])
  }

  /** @throws Problem if the id is unknown, or of a kind that is never mapped. */
  function checkSubject(name: string, id: string): void {
    if (mappableKinds.some((kind) => release.has(kind, id))) return
    const kind = kindOfId(id)
    if (kind !== 'element' && release.has(kind, id)) {
      throw problemFromErrors('unprocessable', [
        {
          in: 'query',
          name,
          message:
            `A ${kind} has no part in methodologies, and cannot be translated. What can be: ` +
            `${mappableKinds.join(', ')}.`,
          allowed: [...mappableKinds],
        },
      ])
    }
    const candidates = mappableKinds.flatMap((k) => release.ids(k))
    const bySlug = candidates.find((candidate) => candidate.split(':')[1] === id)
    throw problemFromErrors('unknown_value', [
      unknownValueError(
        'query',
        name,
        id,
        'the id of an item, such as "tool:fishbone-diagram" or "lean:flow"',
        [],
        bySlug ?? nearest(id, candidates),
      ),
    ])
  }

  function methodologyOf(id: string): string {
    return kindOfId(id) === 'element' ? (id.split(':')[0] as string) : isToolkitItem(id) ? TOOLKIT : ''
  }

  /** The items of a side, a membership test, and the id of the methodology unless it is the toolkit. */
  function sideOf(name: string, unit?: string) {
    if (name !== TOOLKIT) {
      const ids = elementsOf(name)
      const set = new Set(ids)
      return { ids, has: (id: string) => set.has(id), methodology: `methodology:${name}` }
    }
    const ids = unit === undefined ? undefined : unitIds(unit)
    const set = new Set(ids)
    return { ids: ids ?? [], has: unit === undefined ? isToolkitItem : (id: string) => set.has(id) }
  }

  function unitIds(unit: string): string[] {
    const kind = Object.entries(kinds).find(([, definition]) => definition.collection === unit)?.[0] as Kind
    const order = [...release.sorted(kind, definitionOf(kind).order ? 'order' : 'name').items].map((number) =>
      release.idOf(number),
    )
    return kind === 'tool' ? order.filter((id) => toolkitTools().has(id)) : order
  }

  /** Visits each path, yielding to the event loop at regular intervals. */
  async function forEachPath(
    walk: Generator<CompactPath | undefined>,
    visit: (found: CompactPath) => void,
    { shouldYield, yieldNow } = yielder(),
  ): Promise<void> {
    for (const found of walk) {
      if (found !== undefined) visit(found)
      else if (shouldYield()) await yieldNow()
    }
  }

  const queries = {
    methodologies: methodologySlugs,

    /** @throws Problem if the subject or the side is unknown, or the subject belongs to the side already. */
    checkTranslate({ subject, to }: { subject: string; to: string }): void {
      checkSubject('subject', subject)
      checkSide('to', to)
      if (methodologyOf(subject) === to)
        throw problemFromErrors('invalid_parameter', [
          {
            in: 'query',
            name: 'to',
            message:
              `"${subject}" is of "${to}" already. Ask for another: ` +
              `${[...methodologySlugs(), TOOLKIT].filter((name) => name !== to).join(', ')}.`,
          },
        ])
    },

    /** The counterparts of an item in another methodology or in the toolkit. */
    async translate(query: {
      subject: string
      to: string
      maxHops: number
      minScore: number
      relation: readonly string[] | undefined
    }): Promise<Translation> {
      queries.checkTranslate(query)
      const { subject, to, maxHops, minScore, relation } = query
      const side = sideOf(to)
      const all = await reviewedGraph()
      const { add, targets } = pathCollector(MAX_PATHS_PER_MATCH)
      let filtered = false
      await forEachPath(findPaths(all, subject, side.has, maxHops), (found) => {
        if (found.score >= minScore && (relation === undefined || relation.includes(found.relation))) add(found)
        else filtered = true
      })
      const matches = targets().map(createMatch)
      const nones = matches.length > 0 || filtered ? [] : reviewedNones(all, subject, side.ids, side.methodology)
      const empty =
        matches.length > 0 ? null : filtered ? 'filtered' : nones.length > 0 ? 'reviewed-none' : 'not-reviewed'
      return { subject, to, empty, none: nones.map((edge) => `mapping:${edge.id}`), matches }
    },

    /** @throws Problem if an end is unknown, or both are the same. */
    checkExplain({ from, to }: { from: string; to: string }): void {
      checkSubject('from', from)
      checkSubject('to', to)
      if (from === to)
        throw problemFromErrors('invalid_parameter', [
          { in: 'query', name: 'to', message: 'from and to are the same item: give two.' },
        ])
    },

    /** Every path between two items, best first. */
    async explain(query: { from: string; to: string; maxHops: number }): Promise<ExplainedPaths> {
      queries.checkExplain(query)
      const { from, to, maxHops } = query
      const all = await reviewedGraph()
      const { add, targets } = pathCollector(MAX_PATHS)
      await forEachPath(
        findPaths(all, from, (id) => id === to, maxHops),
        add,
      )
      const { count: pathCount, best } = targets()[0] ?? { count: 0, best: [] }
      const methodologyIdOf = (id: string) =>
        kindOfId(id) === 'element' ? `methodology:${id.split(':')[0]}` : undefined
      const reviewedNonesOf = (id: string, other: string) => reviewedNones(all, id, [other], methodologyIdOf(other))
      const nones = pathCount > 0 ? [] : [...new Set([...reviewedNonesOf(from, to), ...reviewedNonesOf(to, from)])]
      const empty = pathCount > 0 ? null : nones.length > 0 ? 'reviewed-none' : 'not-reviewed'
      return {
        from,
        to,
        empty,
        none: nones.map((edge) => `mapping:${edge.id}`),
        pathCount,
        paths: best.map(expandPath),
      }
    },

    /** @throws Problem if a side is unknown, or both are the same. */
    checkCoverage({ from, to }: { from: string; to: string }): void {
      checkSide('from', from)
      checkSide('to', to)
      if (from === to)
        throw problemFromErrors('invalid_parameter', [
          { in: 'query', name: 'to', message: 'from and to are the same: give two.' },
        ])
    },

    /** Which items of one side have a counterpart in the other. */
    async coverage(query: {
      from: string
      to: string
      unit: string
      maxHops: number
      state: readonly CoverageState[] | undefined
    }): Promise<Coverage> {
      queries.checkCoverage(query)
      const { from, to, unit, maxHops, state } = query
      const [source, target] = [sideOf(from, unit), sideOf(to, unit)]
      const all = await reviewedGraph()
      const found: UnitCoverage[] = []
      const sharedYielder = yielder()
      for (const id of source.ids) {
        const direct: CompactPath[] = []
        const { add, targets } = pathCollector(1)
        await forEachPath(
          findPaths(all, id, target.has, maxHops),
          (path) => (path.arcs.length === 1 ? direct.push(path) : add(path)),
          sharedYielder,
        )
        found.push(
          coverageOf(all, id, [...direct, ...targets().flatMap((end) => end.best)], target.ids, target.methodology),
        )
      }
      return {
        from,
        to,
        unit,
        counts: stateCounts(found),
        units: state === undefined ? found : found.filter((u) => state.includes(u.state)),
      }
    },

    /** @throws Problem if rows or columns are unknown, or the measure does not apply to the rows. */
    checkMatrix({ rows, cols, measure }: { rows: string; cols: string; measure: Measure | undefined }): void {
      const errors: ParameterError[] = []
      const allowedRows = [...units, ...methodologySlugs()]
      if (!allowedRows.includes(rows))
        errors.push(
          unknownValueError(
            'query',
            'rows',
            rows,
            'a collection that is mapped, nor a methodology',
            allowedRows,
            nearest(rows, allowedRows),
          ),
        )
      if (!methodologySlugs().includes(cols))
        errors.push(
          unknownValueError(
            'query',
            'cols',
            cols,
            'a methodology',
            methodologySlugs(),
            nearest(cols, methodologySlugs()),
          ),
        )
      if (errors.length > 0) throw problemFromErrors('unknown_value', errors)
      if (rows === cols)
        throw problemFromErrors('invalid_parameter', [
          { in: 'query', name: 'cols', message: 'rows and cols are the same methodology: give two.' },
        ])
      if (measure === 'strength' && methodologySlugs().includes(rows)) {
        throw problemFromErrors('invalid_parameter', [
          {
            in: 'query',
            name: 'measure',
            message:
              'strength is that of a role, and elements have none in one another. Use relation, count or shared-tools.',
            allowed: ['relation', 'count', 'shared-tools'],
          },
        ])
      }
    },

    async matrix(query: { rows: string; cols: string; measure: Measure | undefined }): Promise<Matrix> {
      queries.checkMatrix(query)
      const { rows, cols } = query
      const rowsAreElements = methodologySlugs().includes(rows)
      const measure: Measure =
        query.measure ?? (rowsAreElements ? 'relation' : rows === 'strands' ? 'count' : 'strength')
      const all = await reviewedGraph()
      const rowIds = rowsAreElements ? elementsOf(rows) : rows === 'tools' ? release.ids('tool').slice() : unitIds(rows)
      const colIds = elementsOf(cols)
      const named = (id: string): NamedId => ({ id, name: fieldsOf(id).name })
      const cells: Cell[] = []
      const { shouldYield, yieldNow } = yielder()
      const directCache = new Map<string, Map<string, Arc[]>>()
      for (const row of rowIds) {
        if (shouldYield()) await yieldNow()
        const ofRow = directOf(row)
        const members = measure === 'count' || measure === 'shared-tools' ? membersOf(row, measure).map(directOf) : []
        for (const col of colIds) {
          const direct = ofRow.get(col) ?? []
          const value =
            measure === 'strength'
              ? (direct.find((arc) => arc.edge.strength !== null)?.edge.strength ?? null)
              : measure === 'relation'
                ? (direct[0]?.relation ?? (all.noneBetween(row, col) ? 'none' : null))
                : undefined
          if (value !== undefined) {
            const none = value === 'none' ? [all.noneBetween(row, col) as Edge] : []
            cells.push({
              row,
              col,
              value,
              mappings: [...direct.map((arc) => arc.edge), ...none].map((edge) => `mapping:${edge.id}`),
            })
            continue
          }
          const counted = members.filter((ofMember) => ofMember.has(col))
          const countedArcs = [
            ...counted.map((ofMember) => ofMember.get(col)),
            ...(rowsAreElements ? counted.map((ofMember) => ofMember.get(row)) : []),
          ].flatMap((arcs) => arcs ?? [])
          cells.push({ row, col, value: counted.length, mappings: countedArcs.map((arc) => `mapping:${arc.edge.id}`) })
        }
      }
      return { measure, rows: rowIds.map(named), cols: colIds.map(named), cells }

      function directOf(id: string): Map<string, Arc[]> {
        const direct = directCache.get(id) ?? all.arcsByNeighbour(id)
        directCache.set(id, direct)
        return direct
      }

      /** The tools (and, when counting, activities) that belong to a row or have a role in it. */
      function membersOf(id: string, what: Measure): string[] {
        if (kindOfId(id) === 'element')
          return all
            .roles(id)
            .map((arc) => arc.to)
            .filter((to) => to.startsWith('tool:') || (what === 'count' && to.startsWith('activity:')))
        const item = fieldsOf(id)
        const own = (kind: Kind, field: string) =>
          ((item[field] as string[] | undefined) ?? []).map((slug) => itemId(kind, slug))
        const toolsOf = [...own('tool', 'tools'), ...(item.kind === 'tool' ? [id] : [])]
        return what === 'shared-tools'
          ? toolsOf
          : [...toolsOf, ...own('activity', 'activities'), ...(item.kind === 'activity' ? [id] : [])]
      }
    },
  }
  return queries
}
