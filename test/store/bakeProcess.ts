// A process that bakes releases of the small world into a folder: `node --import tsx bakeProcess.ts FOLDER FROM COUNT [TERMS]`.
// Says "baking ID" before each and "baked ID" after it.
import { writeSync } from 'node:fs'
import { OperatorError } from '../../src/store/manifest.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { labelledContent } from './labelledContent.ts'

const [folder = '', from = '1', count = '1', terms = '0'] = process.argv.slice(2)
try {
  for (let n = Number(from); n < Number(from) + Number(count); n++) {
    const content = labelledContent(n, Number(terms))
    writeSync(1, `baking ${content.release.id}\n`)
    bakeRelease(content, folder)
    writeSync(1, `baked ${content.release.id}\n`)
  }
} catch (error) {
  writeSync(2, `${error instanceof OperatorError ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}
