// The paths of the static export.
import { collectionKinds, type Kind, kindNames, definitionOf } from '../content/kinds.ts'
import type { Manifest } from '../content/release.ts'
import { pageImageNames, kindsWithImage } from '../embed/shareImages.ts'
import { codeSystemIds, conceptMapIds } from '../exports/fhir.ts'
import { documentPaths, pathOf } from '../http/assets.ts'
import { problemCodes } from '../problems.ts'
import type { Toolkit } from '../queries/toolkit.ts'

/** Takes paths without parameters from OpenAPI, and expands the others. Pages of lists follow from the first one. */
export function staticPaths(toolkit: Toolkit, openApiPaths: readonly string[], manifest: Manifest): string[] {
  const slugsOf = (kind: Kind) => toolkit.of(kind).slugs()
  const { style, script } = documentPaths(toolkit.publicUrl)
  return [
    ...openApiPaths.filter((path) => !path.includes('{') && !path.startsWith('/health/')),
    ...collectionKinds.flatMap((kind) => slugsOf(kind).map((slug) => `/v1/${definitionOf(kind).collection}/${slug}`)),
    ...slugsOf('methodology').map((slug) => `/v1/methodologies/${slug}/elements`),
    ...slugsOf('element').map((id) => `/v1/methodologies/${id.replace(':', '/elements/')}`),
    ...collectionKinds.flatMap((kind) => slugsOf(kind).map((slug) => `/${definitionOf(kind).collection}/${slug}`)),
    ...slugsOf('element').map((id) => `/methodologies/${id.replace(':', '/elements/')}`),
    ...kindNames.flatMap((kind) => slugsOf(kind).map((slug) => `/embed/${kind}/${slug}`)),
    ...pageImageNames.map((page) => `/pictures/${page}.png`),
    ...kindsWithImage.flatMap((kind) => slugsOf(kind).map((slug) => `/pictures/${kind}/${slug}.png`)),
    ...[style, script].map((path) => path.slice(pathOf(toolkit.publicUrl).length)),
    ...codeSystemIds(toolkit).map((id) => `/fhir/CodeSystem/${id}`),
    ...conceptMapIds(toolkit).map((id) => `/fhir/ConceptMap/${id}`),
    ...Object.keys(problemCodes).map((code) => `/v1/problems/${code}`),
    `/v1/releases/${manifest.id}`,
    `/releases/${manifest.file}`,
  ]
}
