import { z } from 'zod'
import { HttpUrl, LicenceName, Text } from './common.ts'

/** `data/release.yaml`: the id, date, licence and attribution of the release. */
export const AuthoredRelease = z.strictObject({
  id: z.string().regex(/^\d{4}\.\d{1,4}$/, 'must be a year and a number, such as "2026.1"'),
  publishedAt: z.iso.datetime().meta({ description: 'ISO 8601, UTC.' }),
  licence: z.strictObject({ text: LicenceName, source: LicenceName.optional() }),
  attribution: z.strictObject({ text: Text, url: HttpUrl }),
})
export type AuthoredRelease = z.infer<typeof AuthoredRelease>

/** The manifest beside a release file: its id, checksum and signature. */
export const Manifest = z
  .object({
    format: z.int().meta({ description: 'Of the tables: a version of the application reads one format.' }),
    id: z.string(),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/)
      .meta({ description: 'Of the content.' }),
    publishedAt: z.string(),
    file: z
      .string()
      .regex(/^[0-9a-f]{64}\.db$/)
      .meta({ description: 'The name of the file, beside the manifest.' }),
    bytes: z.int().min(1),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: 'Of the bytes of the file.' }),
    signature: z
      .string()
      .optional()
      .meta({ description: 'Ed25519, in base64, over the fields above; present where the publisher signs.' }),
  })
  .meta({ id: 'Manifest', description: 'Which release there is, and how to know that its file is whole.' })
export type Manifest = z.infer<typeof Manifest>

/** `data/synonyms.yaml`: groups of synonyms for search. */
export const SynonymsFile = z.strictObject({
  groups: z
    .array(z.array(Text).min(2))
    .meta({ description: 'Groups of words or phrases that stand for one another in a search.' }),
})

/** Orders release ids by their numbers: 2026.10 comes after 2026.9. */
export function compareReleaseIds(a: string, b: string): number {
  const [yearA = 0, numberA = 0] = a.split('.').map(Number)
  const [yearB = 0, numberB = 0] = b.split('.').map(Number)
  return yearA - yearB || numberA - numberB
}
