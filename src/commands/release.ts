// npm run release: shows the changes since the newest release, then bakes one; `--dry-run` only shows them.
import { parseArgs } from 'node:util'
import { describeChanges } from '../store/changes.ts'
import { manifestsIn, OperatorError } from '../store/manifest.ts'
import { bakeRelease } from '../store/bakeRelease.ts'
import { FORMAT } from '../store/format.ts'
import { loadData } from './data.ts'
import { configFromEnvironment } from './configuration.ts'
import { run } from './run.ts'

await run(() => {
  const { 'dry-run': onlyShow } = parseArguments()
  const content = loadData()
  const { releasesDir } = configFromEnvironment()
  const newest = manifestsIn(releasesDir).find((manifest) => manifest.format === FORMAT)
  for (const line of describeChanges(content, releasesDir, newest)) console.log(line)
  if (onlyShow) return
  const baked = bakeRelease(content, releasesDir)
  console.log(`release ${baked.id} stands in ${releasesDir} (${baked.digest}).`)
})

/** @throws Refusal if an argument is unknown. */
function parseArguments(): { 'dry-run'?: boolean } {
  try {
    return parseArgs({ options: { 'dry-run': { type: 'boolean' } } }).values
  } catch {
    throw new OperatorError(`npm run release takes "-- --dry-run" or nothing (got ${process.argv.slice(2).join(' ')}).`)
  }
}
