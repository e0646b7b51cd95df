// The real content, and the same many times over: each copy with names and words of its own, all of it valid.
import type { Content, Items } from '../../src/content/content.ts'
import { mappingSlug } from '../../src/content/kinds/mapping.ts'
import { references } from '../../src/content/references.ts'

/** What grows. Strands, stages, methodologies and their elements are the frame that it grows in. */
const growing = ['question', 'activity', 'tool', 'term', 'mapping'] as const
type Growing = (typeof growing)[number]

/** Words of seven letters and more are those that tell texts apart. */
const tellingWord = /\b[a-z]{7,}\b/g
const REPLACED = 0.6

/** The content with so many times the records. @throws Error where a copy would not be valid. */
export function grown(content: Content, times: number): Content {
  const items = Object.fromEntries(
    Object.entries(content.items).map(([kind, map]) => [kind, new Map(map as Map<string, unknown>)]),
  ) as unknown as Items
  const random = randomNumbers(times)
  // A body of text that grows has new words, but ever fewer of them (Heaps' law); how often each is used follows Zipf's.
  const vocabulary = Math.round(2000 * times ** 0.6)
  const telling = () => wordOf(Math.floor(vocabulary ** random()))
  const reworded = (text: string) => text.replace(tellingWord, (word) => (random() < REPLACED ? telling() : word))

  for (let copy = 1; copy < times; copy++) {
    const copied = (slug: string) => `${slug}-x${copy}`
    const copiedId = (id: string) => (growing.includes(id.split(':')[0] as Growing) ? copied(id) : id)
    const inGuidance = (value: unknown): unknown => {
      if (typeof value === 'string') return value.includes(' ') ? reworded(value) : copiedId(value)
      if (Array.isArray(value)) return value.map(inGuidance)
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, inGuidance(entry)]))
    }
    const named = (name: string) => `${name} ${telling()} ${copy}`
    const guided = <T extends { guidance?: unknown }>(file: T) =>
      file.guidance === undefined ? {} : { guidance: inGuidance(file.guidance) as T['guidance'] }

    for (const [slug, file] of content.items.question) {
      if (file.withdrawn) continue
      items.question.set(copied(slug), {
        ...file,
        formerSlugs: [],
        text: named(file.text),
        summary: reworded(file.summary),
        order: file.order + copy * 100,
        ...guided(file),
      })
    }
    for (const [slug, file] of content.items.activity) {
      if (file.withdrawn) continue
      const questions = file.questions.map((q) => ({ ...q, question: copied(q.question) }))
      items.activity.set(copied(slug), {
        ...file,
        formerSlugs: [],
        name: named(file.name),
        summary: reworded(file.summary),
        order: file.order + copy * 100,
        questions,
        ...guided(file),
      })
    }
    for (const [slug, file] of content.items.tool) {
      if (file.withdrawn) continue
      const activities = file.activities.map((a) => ({ ...a, activity: copied(a.activity) }))
      items.tool.set(copied(slug), {
        ...file,
        formerSlugs: [],
        name: named(file.name),
        aliases: file.aliases.map(named),
        summary: reworded(file.summary),
        activities,
        ...guided(file),
      })
    }
    for (const [slug, file] of content.items.term) {
      if (file.withdrawn) continue
      items.term.set(copied(slug), {
        ...file,
        formerSlugs: [],
        name: named(file.name),
        alternatives: file.alternatives.map(named),
        definition: reworded(file.definition),
        related: file.related.map(copied),
        ...guided(file),
      })
    }
    for (const row of content.items.mapping.values()) {
      const { supersedes: _, ...rest } = row
      const own = {
        ...rest,
        subject: copiedId(row.subject),
        object: copiedId(row.object),
        reason: reworded(row.reason),
      }
      if (own.subject !== row.subject) items.mapping.set(mappingSlug(own), own)
    }
  }
  const whole = {
    ...content,
    release: { ...content.release, id: `${content.release.id.split('.')[0]}.${times}` },
    items,
  }
  const findings = references(whole)
  if (findings.length > 0)
    throw new Error(`the content at ${times}× is not valid: ${JSON.stringify(findings.slice(0, 5))}`)
  return whole
}

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'zo', 'ka', 'le']

function wordOf(rank: number): string {
  let word = ''
  for (let rest = rank + 4096; rest > 0; rest = Math.floor(rest / 16)) word += syllables[rest % 16]
  return word
}

/** The same numbers from 0 to 1 in every run. */
export function randomNumbers(start: number): () => number {
  let state = start * 2654435761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}
