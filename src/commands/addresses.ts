// The addresses of the static form, from the toolkit itself.
import { kindOf } from '../content/kinds.ts'
import type { Manifest } from '../content/release.ts'
import { codeSystemIds, conceptMapIds } from '../exports/fhir.ts'
import { problemCodes } from '../problems.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { collectionKinds } from '../rest/collections.ts'

/** One line for each sort of address; `documented` are those of the OpenAPI document. The pages of a list follow from its first. */
export function addressesOf(toolkit: Toolkit, documented: readonly string[], manifest: Manifest): string[] {
  return [
    ...documented.filter((path) => !path.includes('{') && !path.startsWith('/health/')),
    ...collectionKinds.flatMap((kind) => toolkit.of(kind).allSlugs().map((slug) => `/v1/${kindOf(kind).collection}/${slug}`)),
    ...toolkit.of('methodology').allSlugs().map((slug) => `/v1/methodologies/${slug}/elements`),
    ...toolkit.of('element').allSlugs().map((id) => `/v1/methodologies/${id.replace(':', '/elements/')}`),
    ...codeSystemIds(toolkit).map((id) => `/fhir/CodeSystem/${id}`),
    ...conceptMapIds(toolkit).map((id) => `/fhir/ConceptMap/${id}`),
    ...Object.keys(problemCodes).map((code) => `/v1/problems/${code}`),
    `/v1/releases/${manifest.id}`,
    `/releases/${manifest.file}`,
  ]
}
