// What makes content fit to publish, beyond the shape of each file and the references between them.
import type { Content, Finding } from '../content.ts'
import { guidanceRules } from './guidance.ts'
import { mappingRules } from './mappings.ts'
import { toolkitRules } from './toolkit.ts'

/** Everything that the rules find: what may not be published, and what a curator should look at. */
export function contentRules(content: Content): { mistakes: Finding[]; advice: Finding[] } {
  const mistakes: Finding[] = []
  const advice: Finding[] = []
  for (const rules of [toolkitRules, guidanceRules, mappingRules])
    rules(content, { mistake: (finding) => mistakes.push(finding), advice: (finding) => advice.push(finding) })
  return { mistakes, advice }
}
