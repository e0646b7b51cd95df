// What stands behind a command.
import { parseArgs } from 'node:util'
import { Refusal } from '../store/manifest.ts'

/** The one folder that a command takes. @throws Refusal where it is not given, or anything else is. */
export function folderArgument(command: string): string {
  const usage = new Refusal(
    `npm run ${command} takes the folder to write: npm run ${command} -- FOLDER (got ${process.argv.slice(2).join(' ') || 'nothing'}).`,
  )
  try {
    const [folder, ...more] = parseArgs({ allowPositionals: true, options: {} }).positionals
    if (folder !== undefined && more.length === 0) return folder
  } catch {
    // An option: there are none.
  }
  throw usage
}
