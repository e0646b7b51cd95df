// Loads the content of data/, or reports every mistake in it.
import { fileURLToPath } from 'node:url'
import type { Content } from '../content/content.ts'
import { type LoadResult, load, type LocatedFinding } from '../load/load.ts'
import { readData } from '../load/read.ts'
import { OperatorError } from '../store/manifest.ts'

export const dataFolder = fileURLToPath(new URL('../../data', import.meta.url))

/** For example: `data/tools/driver-diagram.yaml:14  strand "safty" is not a strand. Did you mean "safety"?` */
export function formatFindings(findings: readonly LocatedFinding[]): string {
  return findings.map(({ file, line, message }) => `data/${file}:${line}  ${message}`).join('\n')
}

/** @throws Refusal that lists every mistake. */
export function loadData(folder = dataFolder): Content {
  return requireContent(load(readData(folder)))
}

/** @throws Refusal that lists every mistake. */
export function requireContent({ content, findings }: LoadResult): Content {
  if (content === undefined)
    throw new OperatorError(
      `${formatFindings(findings)}\n${pluralize(findings.length, 'mistake')} in data/; nothing was changed.`,
    )
  return content
}

/** `1 mistake`, `3 mistakes`. */
export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
