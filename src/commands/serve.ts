// npm run serve: serves the newest release in RELEASES_DIR, without looking at data/.
import { serve } from '../server.ts'
import { configured } from './environment.ts'
import { run } from './sentence.ts'

await run(async () => {
  const config = configured()
  await serve(config)
  console.log(`Serving ${config.publicUrl}/v1`)
})
