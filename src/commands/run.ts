// How commands fail: one sentence that says what to do, and a non-zero exit code.
import { OperatorError } from '../store/manifest.ts'

/** Runs a command; a refusal prints its message, any other error its stack. */
export async function run(command: () => void | Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exitCode = 1
  }
}
