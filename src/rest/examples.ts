// A request for each documented operation; `npm run schema` records its response as the example.
import { collectionKinds, definitionOf } from '../content/kinds.ts'

/** The release id in examples. It is fixed, so that examples do not change with the id of the content. */
export const EXAMPLE_RELEASE = '2026.1'

/** By operationId. */
export const exampleRequests: ReadonlyMap<string, string> = new Map([
  ['entry_point', '/v1'],
  ...collectionKinds.flatMap((kind): [string, string][] => {
    const { collection } = definitionOf(kind)
    return [
      [`list_${collection}`, `/v1/${collection}?limit=1`],
      [`list_${collection}_csv`, `/v1/${collection}.csv?fields=name`],
      [`list_${collection}_ndjson`, `/v1/${collection}.ndjson?fields=name`],
      [`get_${kind}`, `/v1/${collection}/${definitionOf(kind).example}`],
    ]
  }),
  ['list_tools', '/v1/tools?strand=problem&include=strands&facets=origin&limit=1'],
  ['get_element_guidance', '/v1/methodologies/six-sigma/elements/analyse/guidance'],
  ['get_element_module', '/v1/methodologies/six-sigma/elements/analyse/guidance/asks'],
  ['get_strand_guidance', '/v1/strands/problem/guidance'],
  ['get_strand_module', '/v1/strands/problem/guidance/purpose'],
  ['get_stage_guidance', '/v1/stages/understand/guidance'],
  ['get_stage_module', '/v1/stages/understand/guidance/done'],
  ['get_question_guidance', '/v1/questions/team/guidance'],
  ['get_question_module', '/v1/questions/team/guidance/prompts'],
  ['get_activity_guidance', '/v1/activities/observe-stakeholders/guidance'],
  ['get_activity_module', '/v1/activities/observe-stakeholders/guidance/outputs'],
  ['get_tool_guidance', '/v1/tools/fishbone-diagram/guidance'],
  ['get_tool_module', '/v1/tools/fishbone-diagram/guidance/steps'],
  ['export_sssom', '/v1/mappings.sssom.tsv'],
  ['fhir_codesystems', '/fhir/CodeSystem'],
  ['fhir_conceptmaps', '/fhir/ConceptMap'],
  ['fhir_codesystem', '/fhir/CodeSystem/six-sigma'],
  ['fhir_conceptmap', '/fhir/ConceptMap/lean-and-six-sigma'],
  ['list_elements', '/v1/methodologies/six-sigma/elements?limit=1'],
  ['get_element', '/v1/methodologies/six-sigma/elements/analyse'],
  ['search', '/v1/search?q=ishikawa&limit=1'],
  ['translate', '/v1/translate?subject=tool:fishbone-diagram&to=six-sigma&maxHops=1'],
  ['explain', '/v1/explain?from=tool:fishbone-diagram&to=six-sigma:analyse&maxHops=1'],
  ['coverage', '/v1/coverage?from=six-sigma&to=lean&maxHops=1'],
  ['matrix', '/v1/matrix?rows=lean&cols=six-sigma'],
  ['matrix_csv', '/v1/matrix.csv?rows=lean&cols=six-sigma'],
  ['matrix_svg', '/v1/matrix.svg?rows=lean&cols=six-sigma'],
  ['matrix_html', '/v1/matrix.html?rows=lean&cols=six-sigma'],
  ['explain_svg', '/v1/explain.svg?from=tool:fishbone-diagram&to=six-sigma:analyse&maxHops=1'],
  ['explain_html', '/v1/explain.html?from=tool:fishbone-diagram&to=six-sigma:analyse&maxHops=1'],
  ['list_exports', '/v1/export'],
  ['list_releases', '/v1/releases'],
  ['get_release', `/v1/releases/${EXAMPLE_RELEASE}`],
  ['list_changes', `/v1/changes?since=${EXAMPLE_RELEASE}`],
  ['newest_manifest', '/releases/manifest.json'],
  ['get_problem', '/v1/problems/unknown_value'],
  ['resolve_identifier', '/id/tool/fishbone-diagram'],
  ['embed_item', '/embed/tool/fishbone-diagram?parts=summary,steps'],
  ['embed_pinned_item', `/embed/r/${EXAMPLE_RELEASE}/element/six-sigma:analyse?theme=contrast`],
  ...collectionKinds.flatMap((kind): [string, string][] => {
    const { collection } = definitionOf(kind)
    return [
      [`embed_${collection}`, `/embed/${collection}?limit=1`],
      [`embed_pinned_${collection}`, `/embed/r/${EXAMPLE_RELEASE}/${collection}?limit=1&theme=nhs-like`],
    ]
  }),
  ['embed_tools', '/embed/tools?strand=problem&limit=2'],
  ['embed_crosswalk', '/embed/crosswalk?rows=strands&cols=six-sigma'],
  ['embed_pinned_crosswalk', `/embed/r/${EXAMPLE_RELEASE}/crosswalk?rows=lean&cols=six-sigma`],
  ['embed_map', '/embed/map'],
  ['embed_pinned_map', `/embed/r/${EXAMPLE_RELEASE}/map?theme=contrast`],
  ['oembed', '/oembed?url=http://127.0.0.1:3000/tools/fishbone-diagram&maxwidth=600'],
  ['snapshot_item', '/snapshot/tool/fishbone-diagram.html'],
  ['feed_changes', '/feeds/changes.atom'],
  ['feed_recalls', '/feeds/recalls.json'],
  ['loader_manifest', '/embed/loader/manifest.json'],
  ['loader', '/embed/loader/1.0.0/embed.js'],
  ['fragment', '/fragment/tool/fishbone-diagram?h=3&prefix=a&parts=summary,steps'],
  ['embed_accent', '/embed/accent/005eb8.css'],
  ...collectionKinds.map((kind): [string, string] => [
    `page_${kind}`,
    `/${definitionOf(kind).collection}/${definitionOf(kind).example}`,
  ]),
  ['page_home', '/'],
  ['page_embed', '/embed?item=tool:fishbone-diagram&host=sharepoint'],
  ['page_crosswalk', '/crosswalk?subject=tool:fishbone-diagram&to=six-sigma'],
  ['page_search', '/search?q=ishikawa'],
  ...collectionKinds.map((kind): [string, string] => [
    `page_${definitionOf(kind).collection}`,
    `/${definitionOf(kind).collection}`,
  ]),
  ...['about', 'accessibility', 'privacy'].map((name): [string, string] => [`page_${name}`, `/${name}`]),
  ['page_element', '/methodologies/six-sigma/elements/analyse'],
  ['health_live', '/health/live'],
  ['health_ready', '/health/ready'],
])
