// npm run serve: serves the newest release in RELEASES_DIR, without reading data/.
import { serve } from '../server.ts'
import { configFromEnvironment } from './configuration.ts'
import { run } from './run.ts'

await run(async () => {
  const config = configFromEnvironment()
  await serve(config)
  console.log(`Serving ${config.publicUrl}/v1`)
})
