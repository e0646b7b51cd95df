// Reads the files of a data folder.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type DataFile = { path: string; text: string }

/** Every file below the folder in alphabetical order, without hidden files. */
export function readData(folder: string): DataFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: file.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, ''),
      text: readFileSync(file, 'utf8'),
    }))
}
