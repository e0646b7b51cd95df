// The digest of content: independent of the machine and of the order of files and fields.
import type { Content } from '../content/content.ts'
import { sha256 } from './manifest.ts'

export function digestOf(content: Content): string {
  return `sha256:${sha256(canonicalJson(content))}`
}

/** JSON with sorted keys. */
function canonicalJson(value: unknown): string {
  if (value instanceof Map) return canonicalJson(Object.fromEntries(value))
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonicalJson(v)}`).join(',')}}`
  }
  return JSON.stringify(value)
}
