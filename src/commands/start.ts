// npm start: bakes the release of data/ if it is not baked yet, and serves the newest.
import { serve } from '../server.ts'
import { seed } from '../store/seed.ts'
import { loadData } from './data.ts'
import { configured } from './environment.ts'
import { run } from './sentence.ts'

await run(async () => {
  const config = configured()
  const baked = seed(loadData(), config.releasesDir)
  await serve(config)
  console.log(`Serving release ${baked.id} on ${config.publicUrl}/v1, GraphQL on ${config.publicUrl}/graphiql, documents on ${config.publicUrl}/docs`)
})
