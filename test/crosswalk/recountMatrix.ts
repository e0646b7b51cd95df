// Recounts a matrix from the NDJSON export alone.

type Record_ = {
  id: string
  kind: string
  slug: string
  name: string
  methodology?: string
  tools?: string[]
  activities?: string[]
}
type Row = { id: string; subject: string; object: string; relation: string; strength: string | null; status: string }
export type Recounted = {
  rows: string[]
  cols: string[]
  value(row: string, col: string): string | number | null
  mappings(row: string, col: string): string[]
}

const collections: Record<string, string> = {
  strands: 'strand',
  questions: 'question',
  activities: 'activity',
  tools: 'tool',
}
const roles = ['used-in', 'contributes-to', 'addresses', 'corresponds-to']
const inverses: Record<string, string> = { broader: 'narrower', narrower: 'broader' }

export function recounter(ndjson: string): (rows: string, cols: string, measure: string) => Recounted {
  const records: Record_[] = ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  const byId = new Map(records.map((record) => [record.id, record]))
  const reviewed = (records as unknown as (Row & { kind: string })[]).filter(
    (record) => record.kind === 'mapping' && record.status === 'reviewed',
  )
  const roleRows = reviewed.filter((row) => roles.includes(row.relation))
  const rolesOf = new Map<string, Row[]>()
  for (const row of roleRows)
    for (const end of [row.subject, row.object]) rolesOf.set(end, [...(rolesOf.get(end) ?? []), row])
  const pairs = new Map<string, Row[]>()
  for (const row of reviewed) {
    const key = [row.subject, row.object].sort().join(' ')
    pairs.set(key, [...(pairs.get(key) ?? []), row])
  }

  const known = new Map<string, string[]>()
  /** The tools, or the tools and activities, that belong to a row. */
  function members(id: string, kinds: readonly string[]): string[] {
    const found = known.get(`${id} ${kinds}`) ?? findMembers(id, kinds)
    known.set(`${id} ${kinds}`, found)
    return found
  }

  function findMembers(id: string, kinds: readonly string[]): string[] {
    const record = byId.get(id)
    if (record === undefined) throw new Error(`${id} is no record`)
    const all =
      record.kind === 'element'
        ? (rolesOf.get(id) ?? []).map((row) => row.subject)
        : [
            ...(record.tools ?? []).map((slug) => `tool:${slug}`),
            ...(record.activities ?? []).map((slug) => `activity:${slug}`),
            id,
          ]
    return [...new Set(all)].filter((member) => kinds.includes(member.split(':')[0] as string))
  }

  return (rows, cols, measure) => {
    const elements = (methodology: string) =>
      records
        .filter((record) => record.kind === 'element' && record.methodology === methodology)
        .map((record) => record.id)
    const rowIds =
      collections[rows] === undefined
        ? elements(rows)
        : records.filter((record) => record.kind === collections[rows]).map((record) => record.id)
    const served = (row: string, col: string) => {
      const kinds = measure === 'shared-tools' ? ['tool'] : ['tool', 'activity']
      const toCol = (rolesOf.get(col) ?? []).filter((role) => members(row, kinds).includes(role.subject))
      const toRow =
        collections[rows] === undefined
          ? (rolesOf.get(row) ?? []).filter((role) => toCol.some((other) => other.subject === role.subject))
          : []
      return { toCol, toRow }
    }
    const direct = (row: string, col: string) =>
      (pairs.get([row, col].sort().join(' ')) ?? []).filter(
        (found) => measure === 'relation' || found.strength !== null,
      )
    const counts = measure === 'count' || measure === 'shared-tools'
    return {
      rows: rowIds,
      cols: elements(cols),
      value(row, col) {
        if (counts) return new Set(served(row, col).toCol.map((role) => role.subject)).size
        const [found] = direct(row, col)
        if (found === undefined) return null
        return measure === 'strength'
          ? found.strength
          : found.subject === row
            ? found.relation
            : (inverses[found.relation] ?? found.relation)
      },
      mappings(row, col) {
        const { toCol, toRow } = served(row, col)
        return (counts ? [...toCol, ...toRow] : direct(row, col)).map((found) => found.id).sort()
      },
    }
  }
}
