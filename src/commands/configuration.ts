// The configuration of a command, read from its environment.
import { type Config, parseConfig } from '../config.ts'
import { OperatorError } from '../store/manifest.ts'

/** @throws Refusal with a sentence for each invalid variable. */
export function configFromEnvironment(): Config {
  try {
    return parseConfig(process.env)
  } catch (error) {
    throw new OperatorError((error as Error).message)
  }
}
