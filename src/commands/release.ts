// npm run release: shows what would change since the newest release, then bakes one. `--dry-run` only shows.
import { changes } from '../store/changes.ts'
import { manifestsIn } from '../store/manifest.ts'
import { seed } from '../store/seed.ts'
import { FORMAT } from '../store/tables.ts'
import { loadData } from './data.ts'
import { configured } from './environment.ts'
import { run } from './sentence.ts'

await run(() => {
  const content = loadData()
  const { releasesDir } = configured()
  const newest = manifestsIn(releasesDir).find((manifest) => manifest.format === FORMAT)
  for (const line of changes(content, releasesDir, newest)) console.log(line)
  if (process.argv.includes('--dry-run')) return
  const baked = seed(content, releasesDir)
  console.log(`release ${baked.id} stands in ${releasesDir} (${baked.digest}).`)
})
