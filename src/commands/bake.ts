// What npm start does before it serves: bakes the release of data/ if it is not baked yet, and writes its id.
import { seed } from '../store/seed.ts'
import { loadData } from './data.ts'
import { configFromEnvironment } from './configuration.ts'
import { run } from './run.ts'

await run(() => {
  process.stdout.write(seed(loadData(), configFromEnvironment().releasesDir).id)
})
