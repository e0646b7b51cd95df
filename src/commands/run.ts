// How a command ends badly: one sentence that says what to do, and an exit code that is not zero.
import { Refusal } from '../store/manifest.ts'

/** Runs a command; a refusal is told in its own words, anything else with its stack. */
export async function run(command: () => void | Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error)
    process.exitCode = 1
  }
}
