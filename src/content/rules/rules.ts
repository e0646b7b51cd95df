// Editorial rules of content, beyond the shapes of files and the integrity of references.
import type { Content, Finding } from '../content.ts'
import { guidanceRules } from './guidance.ts'
import { mappingRules } from './mappings.ts'
import { toolkitRules } from './toolkit.ts'

export function contentRules(content: Content): { mistakes: Finding[]; advice: Finding[] } {
  const mistakes: Finding[] = []
  const advice: Finding[] = []
  for (const rules of [toolkitRules, guidanceRules, mappingRules])
    rules(content, { mistake: (finding) => mistakes.push(finding), advice: (finding) => advice.push(finding) })
  return { mistakes, advice }
}
