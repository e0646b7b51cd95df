// A search for one or two words takes a shorter way than others: it gives what any search gives, whatever is typed and whatever the content.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadData } from '../../src/commands/data.ts'
import type { Content } from '../../src/content/content.ts'
import { type Kind, kindNames } from '../../src/content/kinds.ts'
import type { SearchResult } from '../../src/queries/explaining.ts'
import { excerptOf } from '../../src/queries/passage.ts'
import { type ReleaseReader, releaseReader } from '../../src/queries/release.ts'
import { searcher } from '../../src/queries/search.ts'
import { openRelease } from '../../src/store/open.ts'
import { seed } from '../../src/store/seed.ts'
import { wordsOf } from '../../src/store/words.ts'
import { randomNumbers } from '../bench/world.ts'
import { world, worldFiles } from '../support/world.ts'

const kinds = [kindNames, ['tool'], ['mapping'], ['question', 'mapping']] as Kind[][]

/** Asks every search both ways, many at once, and tells how many items were found in all. */
async function compared(content: Content, searches: (reader: ReleaseReader) => string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-'))
  const open = openRelease(folder, seed(content, folder))
  try {
    const reader = releaseReader(open, { publicUrl: 'http://localhost', reportUrl: null }, 0)
    const { find, best, understand, soughtOf } = searcher(reader)
    let found = 0
    for (const some of kinds) {
      const sought = soughtOf(some, (number) => number % 7 !== 0)
      const ask = async (q: string, count: number) => {
        const query = understand(q)
        const [{ total, results }, hits] = await Promise.all([best(query, sought, count, 20), find(query, sought, 20)])
        expect({ q, some, total, results: shown(results) }).toEqual({ q, some, total: hits.numbers.length, results: shown(hits.explain(hits.first(count))) })
        found += total
      }
      await Promise.all(searches(reader).flatMap((q) => [20, 100].map((count) => ask(q, count))))
    }
    return found
  } finally {
    open.close()
    rmSync(folder, { recursive: true })
  }
}

function shown(results: SearchResult[]) {
  return results.map(({ item, score, passage, matched }) => ({ id: item.id, score, excerpt: excerptOf(passage), matched }))
}

test('of the real content', async () => {
  const searches = (reader: ReleaseReader) => {
    const words = [...new Set(reader.ids('tool').concat(reader.ids('term'), reader.ids('activity')).flatMap((id) => wordsOf(reader.nameOf(reader.numberOf(id) as number))))]
    const random = randomNumbers(5)
    const some = () => words[Math.floor(random() * words.length)] as string
    return [...words, ...Array.from({ length: 1500 }, () => `${some()} ${some()}`), ...Array.from({ length: 200 }, () => `the ${some()}`), ...Array.from({ length: 100 }, () => `${some()} ${some()} ${some()}`), 'root cause', 'process map', 'plan do study act', 'risk risks', 'of the', 'fishbone', 'ishikawa', 'diagarm flow']
  }
  expect(await compared(loadData(), searches)).toBeGreaterThan(100_000)
}, 60_000)

test('of content that says few words again and again: synonyms of several words, words run together or apart, and mistaken ones', async () => {
  const random = randomNumbers(11)
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T
  const groups = [['fishbone', 'ishikawa', 'cause and effect'], ['go and see', 'gemba'], ['quality plan', 'flow chart', 'test test']]
  const words = ['the', 'of', 'and', 'cause', 'effect', 'fish', 'bone', 'fishbone', 'diagram', 'risk', 'plan', 'test', 'see', 'go', 'organise', 'ishikawa', 'gemba', 'chart', 'flow', 'quality']
  const typed = [...words, 'organize', 'fishbnoe', 'diagarm', 'flowchart', 'riskplan', 'zebra', 'causeeffect', 'planrisk']
  const text = (most: number) => Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(words)).join(' ')
  const tool = () => `name: ${text(5)}\nsummary: ${text(6)}.\naliases: [${text(3)} ${Math.floor(random() * 1e9)}]\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\n`
  let found = 0
  for (let n = 0; n < 6; n++) {
    const slugs = Array.from({ length: 25 + Math.floor(random() * 100) }, (_, i) => `made-${i}`)
    const mappings = slugs.map((slug) => `  - { subject: tool:${slug}, object: lean:flow, relation: used-in, strength: useful, confidence: 0.5, reason: ${text(6)}. }\n`)
    const content = world({
      'synonyms.yaml': `groups: ${JSON.stringify(groups)}\n`,
      ...Object.fromEntries(slugs.map((slug) => [`tools/${slug}.yaml`, tool()])),
      'methodologies/lean/mappings/tools.yaml': `${worldFiles['methodologies/lean/mappings/tools.yaml']}${mappings.join('')}`,
    })
    const searches = Array.from({ length: 150 }, () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => (random() < 0.15 ? pick(groups.flat()) : pick(typed))).join(' '))
    found += await compared(content, () => searches)
  }
  expect(found).toBeGreaterThan(50_000)
}, 60_000)
