// SSSOM: the block of metadata read as YAML, the table by a stock reader of TSV; one record for each reviewed mapping.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { Content } from '../../src/content/content.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'
import { awkward, local, reviewed, text } from './support.ts'

type Sssom = { metadata: any; columns: string[]; records: Record<string, string>[] }

async function readSssom(served: Served): Promise<Sssom> {
  const file = await text(served.app, '/v1/mappings.sssom.tsv')
  const lines = file.split('\n')
  const head = lines.findIndex((line) => !line.startsWith('#'))
  const table = lines.slice(head).join('\n')
  const records = parse(table, { delimiter: '\t', columns: true }) as Record<string, string>[]
  return {
    metadata: parseYaml(
      lines
        .slice(0, head)
        .map((line) => line.replace(/^# /, ''))
        .join('\n'),
    ),
    columns: (lines[head] ?? '').split('\t'),
    records,
  }
}

let served: Served
let content: Content
let sssom: Sssom
beforeAll(async () => {
  content = realContent()
  served = await serve([content])
  sssom = await readSssom(served)
})
afterAll(() => served.close())

// https://mapping-commons.github.io/sssom/Mapping/
const slots = [
  'record_id',
  'subject_id',
  'subject_label',
  'subject_category',
  'predicate_id',
  'predicate_modifier',
  'object_id',
  'object_label',
  'object_category',
  'mapping_justification',
  'author_label',
  'reviewer_label',
  'mapping_date',
  'review_date',
  'publication_date',
  'confidence',
  'subject_source_version',
  'object_source_version',
  'see_also',
  'comment',
  'other',
  'license',
]
const predicates: Record<string, string> = {
  exact: 'skos:exactMatch',
  close: 'skos:closeMatch',
  broader: 'skos:broadMatch',
  narrower: 'skos:narrowMatch',
  related: 'skos:relatedMatch',
  none: 'skos:relatedMatch',
}

test('the metadata names the set, its licence and every prefix that is used', () => {
  const { metadata, records } = sssom
  expect(metadata).toMatchObject({
    mapping_set_id: 'http://127.0.0.1:3000/v1/mappings.sssom.tsv?release=2026.1',
    mapping_set_version: '2026.1',
    license: 'https://creativecommons.org/licenses/by/4.0/',
    see_also: ['https://www.iitoolkit.com/'],
  })
  const used = new Set(
    records.flatMap((record) =>
      ['subject_id', 'predicate_id', 'object_id', 'mapping_justification'].map((slot) => record[slot]?.split(':')[0]),
    ),
  )
  expect([...used].sort()).toEqual(['item', 'relation', 'semapv', 'skos'])
  expect(Object.keys(metadata.curie_map).sort()).toEqual([...used].sort())
  expect(metadata.curie_map).toMatchObject({
    skos: 'http://www.w3.org/2004/02/skos/core#',
    semapv: 'https://w3id.org/semapv/vocab/',
  })
})

test('each column is a slot that SSSOM has for a mapping', () => {
  expect(sssom.columns.filter((column) => !slots.includes(column))).toEqual([])
  expect(sssom.columns.length).toBe(19)
})

test('there is one record for each reviewed mapping, with its reason and metadata', () => {
  const bySubjectAndObject = new Map(
    sssom.records.map((record) => [`${record.subject_id} ${record.object_id}`, record]),
  )
  const rows = reviewed(content)
  expect([sssom.records.length, bySubjectAndObject.size]).toEqual([rows.length, rows.length])
  expect(rows.length).toBeGreaterThan(1000)
  for (const [slug, row] of rows) {
    expect(bySubjectAndObject.get(`item:${local(row.subject)} item:${local(row.object)}`), slug).toMatchObject({
      comment: row.reason,
      predicate_id: predicates[row.relation] ?? `relation:${row.relation}`,
      predicate_modifier: row.relation === 'none' ? 'Not' : '',
      mapping_justification: 'semapv:ManualMappingCuration',
      confidence: String(row.confidence),
      author_label: row.author,
      reviewer_label: row.reviewer ?? '',
      see_also: row.sources.join('|'),
      other: `basis=${row.basis}${row.strength === undefined ? '' : `|strength=${row.strength}`}`,
    })
  }
})

test('an item has the prefix of its address, and its name as label', async () => {
  const record = sssom.records.find(
    (found) =>
      found.subject_id === 'item:tool/fishbone-diagram' && found.object_id === 'item:element/six-sigma:analyse',
  )
  expect(record).toMatchObject({
    subject_label: 'Fishbone Diagram',
    subject_category: 'tool',
    object_label: 'Analyse',
    object_category: 'element',
    predicate_id: 'relation:used-in',
  })
  expect(sssom.metadata.curie_map.item).toBe('http://127.0.0.1:3000/id/')
})

test('special characters survive', async () => {
  const reasons = [awkward, '"Why" is asked of each.', 'Said thus:\n"so"\tand so.']
  const file = (worldFiles['methodologies/lean/mappings/tools.yaml'] as string).split('\n').slice(0, 2).join('\n')
  const rows = reasons.map(
    (reason, n) =>
      `  - ${JSON.stringify({ subject: 'tool:gantt-chart', object: ['lean:flow', 'lean:pull', 'methodology:lean'][n], relation: 'none', confidence: 0.5, reason })}`,
  )
  const small = await serve([world({ 'methodologies/lean/mappings/tools.yaml': `${file}\n${rows.join('\n')}\n` })])
  const { records } = await readSssom(small).finally(() => small.close())
  expect(records.map((record) => record.comment).sort()).toEqual([...reasons].sort())
})
