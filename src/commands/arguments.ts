// Parses the arguments of commands.
import { parseArgs } from 'node:util'
import { OperatorError } from '../store/manifest.ts'

/** The only argument, a folder. @throws Refusal if it is missing, or is not the only one. */
export function folderArgument(command: string): string {
  const usage = new OperatorError(
    `npm run ${command} takes the folder to write: npm run ${command} -- FOLDER ` +
      `(got ${process.argv.slice(2).join(' ') || 'nothing'}).`,
  )
  try {
    const [folder, ...more] = parseArgs({ allowPositionals: true, options: {} }).positionals
    if (folder !== undefined && more.length === 0) return folder
  } catch {
    // Options are reported like any other mistake.
  }
  throw usage
}
