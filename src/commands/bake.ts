// The first step of npm start: bakes the release of data/ unless it exists, and prints its id.
import { bakeRelease } from '../store/bakeRelease.ts'
import { loadData } from './data.ts'
import { configFromEnvironment } from './configuration.ts'
import { run } from './run.ts'

await run(() => {
  process.stdout.write(bakeRelease(loadData(), configFromEnvironment().releasesDir).id)
})
