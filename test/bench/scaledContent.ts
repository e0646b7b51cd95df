// The real content, scaled up: each copy has names and words of its own, and the result is valid.
import type { Content, Items } from '../../src/content/content.ts'
import { mappingSlug } from '../../src/content/kinds/mapping.ts'
import { checkIntegrity } from '../../src/content/integrity.ts'

/** The kinds that are copied. Strands, stages, methodologies and their elements stay as they are. */
const copiedKinds = ['question', 'activity', 'tool', 'term', 'mapping'] as const
type CopiedKind = (typeof copiedKinds)[number]

/** Words of seven letters and more are distinctive: they set texts apart. */
const distinctiveWord = /\b[a-z]{7,}\b/g
const REPLACED_SHARE = 0.6

/** The content with `times` as many records. @throws Error if the result is not valid. */
export function scaleContent(content: Content, times: number): Content {
  const items = Object.fromEntries(
    Object.entries(content.items).map(([kind, map]) => [kind, new Map(map as Map<string, unknown>)]),
  ) as unknown as Items
  const random = randomNumbers(times)
  // The vocabulary grows more slowly than the text (Heaps' law); word frequencies follow Zipf's law.
  const vocabulary = Math.round(2000 * times ** 0.6)
  const randomWord = () => wordByRank(Math.floor(vocabulary ** random()))
  const reword = (text: string) =>
    text.replace(distinctiveWord, (word) => (random() < REPLACED_SHARE ? randomWord() : word))

  for (let copy = 1; copy < times; copy++) {
    const copySlug = (slug: string) => `${slug}-x${copy}`
    const copyId = (id: string) => (copiedKinds.includes(id.split(':')[0] as CopiedKind) ? copySlug(id) : id)
    const copyValue = (value: unknown): unknown => {
      if (typeof value === 'string') return value.includes(' ') ? reword(value) : copyId(value)
      if (Array.isArray(value)) return value.map(copyValue)
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, copyValue(entry)]))
    }
    const rename = (name: string) => `${name} ${randomWord()} ${copy}`
    const copyGuidance = <T extends { guidance?: unknown }>(file: T) =>
      file.guidance === undefined ? {} : { guidance: copyValue(file.guidance) as T['guidance'] }

    for (const [slug, file] of content.items.question) {
      if (file.withdrawn) continue
      items.question.set(copySlug(slug), {
        ...file,
        formerSlugs: [],
        text: rename(file.text),
        summary: reword(file.summary),
        order: file.order + copy * 100,
        ...copyGuidance(file),
      })
    }
    for (const [slug, file] of content.items.activity) {
      if (file.withdrawn) continue
      const questions = file.questions.map((q) => ({ ...q, question: copySlug(q.question) }))
      items.activity.set(copySlug(slug), {
        ...file,
        formerSlugs: [],
        name: rename(file.name),
        summary: reword(file.summary),
        order: file.order + copy * 100,
        questions,
        ...copyGuidance(file),
      })
    }
    for (const [slug, file] of content.items.tool) {
      if (file.withdrawn) continue
      const activities = file.activities.map((a) => ({ ...a, activity: copySlug(a.activity) }))
      items.tool.set(copySlug(slug), {
        ...file,
        formerSlugs: [],
        name: rename(file.name),
        aliases: file.aliases.map(rename),
        summary: reword(file.summary),
        activities,
        ...copyGuidance(file),
      })
    }
    for (const [slug, file] of content.items.term) {
      if (file.withdrawn) continue
      items.term.set(copySlug(slug), {
        ...file,
        formerSlugs: [],
        name: rename(file.name),
        alternatives: file.alternatives.map(rename),
        definition: reword(file.definition),
        related: file.related.map(copySlug),
        ...copyGuidance(file),
      })
    }
    for (const row of content.items.mapping.values()) {
      const { supersedes: _, ...rest } = row
      const copiedRow = {
        ...rest,
        subject: copyId(row.subject),
        object: copyId(row.object),
        reason: reword(row.reason),
      }
      if (copiedRow.subject !== row.subject) items.mapping.set(mappingSlug(copiedRow), copiedRow)
    }
  }
  const scaled = {
    ...content,
    release: { ...content.release, id: `${content.release.id.split('.')[0]}.${times}` },
    items,
  }
  const findings = checkIntegrity(scaled)
  if (findings.length > 0)
    throw new Error(`the content at ${times}× is not valid: ${JSON.stringify(findings.slice(0, 5))}`)
  return scaled
}

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'zo', 'ka', 'le']

function wordByRank(rank: number): string {
  let word = ''
  for (let rest = rank + 4096; rest > 0; rest = Math.floor(rest / 16)) word += syllables[rest % 16]
  return word
}

/** A seeded generator of numbers from 0 to 1. */
export function randomNumbers(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}
