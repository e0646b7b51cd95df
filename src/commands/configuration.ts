// The configuration of a command, read from its environment.
import { type Config, config } from '../config.ts'
import { Refusal } from '../store/manifest.ts'

/** @throws Refusal with a sentence for each invalid variable. */
export function configFromEnvironment(): Config {
  try {
    return config(process.env)
  } catch (error) {
    throw new Refusal((error as Error).message)
  }
}
