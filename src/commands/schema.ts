// npm run schema: writes the generated files of schema/: OpenAPI with examples, the SDL, and JSON Schemas for editors.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { OpenApiDocument } from '../http/openapi.ts'
import { contractFiles } from './contract.ts'
import { run } from './run.ts'

const folder = fileURLToPath(new URL('../../schema', import.meta.url))

await run(async () => {
  const committed = `${folder}/openapi.json`
  const files = await contractFiles(
    existsSync(committed) ? (JSON.parse(readFileSync(committed, 'utf8')) as OpenApiDocument) : undefined,
  )
  mkdirSync(`${folder}/data`, { recursive: true })
  for (const [path, text] of files) writeFileSync(`${folder}/${path}`, text)
  console.log(`wrote ${files.size} files in schema/`)
})
