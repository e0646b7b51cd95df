// The mappings as SSSOM (Simple Standard for Sharing Ontological Mappings), TSV with its metadata block.
// https://mapping-commons.github.io/sssom/
import type { Mapping } from '../content/kinds/mapping.ts'
import type { Toolkit } from '../queries/toolkit.ts'

const predicates: Record<string, string> = {
  exact: 'skos:exactMatch',
  close: 'skos:closeMatch',
  broader: 'skos:broadMatch',
  narrower: 'skos:narrowMatch',
  related: 'skos:relatedMatch',
  // Reviewed, and none found: the negation of the weakest match.
  none: 'skos:relatedMatch',
  'used-in': 'relation:used-in',
  'contributes-to': 'relation:contributes-to',
  addresses: 'relation:addresses',
  'corresponds-to': 'relation:corresponds-to',
}

const columns = [
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
  'confidence',
  'subject_source_version',
  'object_source_version',
  'see_also',
  'comment',
  'other',
] as const

/** Reviewed mappings only. Strength and basis, for which SSSOM has no slot, go into `other`. */
export async function* sssom(toolkit: Toolkit): AsyncGenerator<string> {
  const { info, publicUrl } = toolkit
  yield [
    '# sssom_version: "1.1"',
    '# curie_map:',
    `#   item: "${publicUrl}/id/"`,
    `#   relation: "${publicUrl}/v1/export/toolkit.ttl#"`,
    '#   skos: "http://www.w3.org/2004/02/skos/core#"',
    '#   semapv: "https://w3id.org/semapv/vocab/"',
    `# mapping_set_id: "${publicUrl}/v1/mappings.sssom.tsv?release=${info.id}"`,
    `# mapping_set_version: "${info.id}"`,
    '# mapping_set_title: "The Improving Improvement Toolkit mapped to improvement methodologies"',
    `# license: "${info.licence.text.url}"`,
    `# publication_date: "${info.publishedAt.slice(0, 10)}"`,
    `# see_also: ["${info.attribution.url}"]`,
    '',
  ].join('\n')
  yield `${columns.join('\t')}\n`
  for await (const rows of toolkit.of('mapping').streamAll({ filter: { status: ['reviewed'] }, sort: 'name' })) {
    yield rows.map((row) => formatRow(toolkit, row.fields)).join('')
  }
}

function formatRow(toolkit: Toolkit, mapping: Mapping): string {
  const kindOf = (id: string) => toolkit.get(id)?.kind ?? ''
  const cells: Record<(typeof columns)[number], string> = {
    record_id: `item:mapping/${mapping.slug}`,
    subject_id: curie(toolkit, mapping.subject),
    subject_label: toolkit.nameOf(mapping.subject) ?? '',
    subject_category: kindOf(mapping.subject),
    predicate_id: predicates[mapping.relation] as string,
    predicate_modifier: mapping.relation === 'none' ? 'Not' : '',
    object_id: curie(toolkit, mapping.object),
    object_label: toolkit.nameOf(mapping.object) ?? '',
    object_category: kindOf(mapping.object),
    mapping_justification: 'semapv:ManualMappingCuration',
    author_label: mapping.author,
    reviewer_label: mapping.reviewer ?? '',
    mapping_date: mapping.reviewedOn ?? '',
    confidence: String(mapping.confidence),
    subject_source_version: mapping.versions.subject,
    object_source_version: mapping.versions.object,
    see_also: mapping.sources.join('|'),
    comment: mapping.reason,
    other: [`basis=${mapping.basis}`, ...(mapping.strength === null ? [] : [`strength=${mapping.strength}`])].join('|'),
  }
  return `${columns.map((name) => quote(cells[name])).join('\t')}\n`
}

/** Quotes as in CSV. */
function quote(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function curie(toolkit: Toolkit, id: string): string {
  const kind = toolkit.get(id)?.kind
  return kind === 'element' ? `item:element/${id}` : `item:${id.replace(':', '/')}`
}
