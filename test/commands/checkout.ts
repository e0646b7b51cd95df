// A checkout of its own for a command: this code, and the content that a test writes.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporaryFolder } from '../support/app.ts'
import { worldFiles } from '../support/world.ts'
import { root } from '../support/process.ts'

export type Checkout = { folder: string; releases: string; write(files: Record<string, string>): void }

/** The small world as data/, beside a copy of src/. */
export function checkout(files: Record<string, string> = {}, whenDone?: (clean: () => void) => void): Checkout {
  const folder = temporaryFolder(whenDone)
  for (const name of ['src', 'schema', 'migrations', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const write = (texts: Record<string, string>) => {
    for (const [path, text] of Object.entries(texts)) {
      const file = join(folder, 'data', path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }
  write({ ...worldFiles, ...files })
  return { folder, releases: join(folder, '.releases'), write }
}
