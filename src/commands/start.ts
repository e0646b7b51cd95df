// npm start: bakes the release of data/ if it is not baked yet, and serves the newest. A node that fetches its releases bakes none.
import { serve } from '../server.ts'
import { seed } from '../store/seed.ts'
import { loadData } from './data.ts'
import { configured } from './environment.ts'
import { run } from './sentence.ts'

await run(async () => {
  const config = configured()
  const baked = config.releaseSource === undefined ? seed(loadData(), config.releasesDir) : undefined
  await serve(config)
  console.log(`Serving ${baked === undefined ? 'what is fetched' : `release ${baked.id}`} on ${config.publicUrl}/v1, GraphQL on ${config.publicUrl}/graphiql, documents on ${config.publicUrl}/docs`)
})
