// Content that identifies its release by its texts and its number of terms.
import type { Content } from '../../src/content/content.ts'
import type { TermFile } from '../../src/content/kinds/term.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

/** The number of terms of a release, not counting further ones. */
export const termsOf = (n: number) => 3 + (n % 5)

/** The release 2026.n, whose texts of tools and terms end in "of 2026.n". */
export function labelledContent(n: number, further = 0): Content {
  const id = `2026.${n}`
  const tools = Object.fromEntries(
    ['tools/fishbone-diagram.yaml', 'tools/gantt-chart.yaml'].map((path) => [
      path,
      (worldFiles[path] as string).replace(/summary: .*/, `summary: A tool of ${id}`),
    ]),
  )
  const content = world({ ...releaseFile(id), ...tools })
  const term = content.items.term.get('system') as TermFile
  content.items.term.clear()
  for (let i = 0; i < termsOf(n) + further; i++)
    content.items.term.set(`term-${i}`, { ...term, name: `Term ${i}`, definition: `A term of ${id}` })
  return content
}
