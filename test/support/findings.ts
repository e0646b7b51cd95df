// The findings of the checker for the small world with some of its files changed.
import { formatFindings } from '../../src/commands/data.ts'
import { loadWorld, worldFiles } from './world.ts'

/** The mistakes as they are printed: `data/file:line  sentence`. */
export function mistakes(changes: Record<string, string | undefined>): string[] {
  const { findings } = loadWorld(changes)
  return findings.length === 0 ? [] : formatFindings(findings).split('\n')
}

/** The advice that these changes of the world cause. */
export function advice(changes: Record<string, string | undefined>): string[] {
  const { advice: changed, findings } = loadWorld(changes)
  if (findings.length > 0) throw new Error(formatFindings(findings))
  const before = formatFindings(loadWorld().advice).split('\n')
  return formatFindings(changed)
    .split('\n')
    .filter((line) => !before.includes(line))
}

/** A file of the world with one piece of its text replaced by another. */
export function edited(path: string, from: string, to: string): Record<string, string> {
  const text = worldFiles[path] ?? ''
  if (!text.includes(from)) throw new Error(`${path} does not hold "${from}"`)
  return { [path]: text.replace(from, to) }
}

/** A file of the world with text added at its end. */
export function extended(path: string, text: string): Record<string, string> {
  return edited(path, worldFiles[path] ?? '?', (worldFiles[path] ?? '') + text)
}
