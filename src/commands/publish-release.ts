// npm run publish-release -- FOLDER: writes the newest release for nodes to fetch, signed if a key is configured.
import { readFileSync } from 'node:fs'
import { publishRelease } from '../store/publishRelease.ts'
import { OperatorError } from '../store/manifest.ts'
import { parsePrivateKey, publicKeyOf } from '../store/signing.ts'
import { folderArgument } from './arguments.ts'
import { configFromEnvironment } from './configuration.ts'
import { run } from './run.ts'

await run(() => {
  const folder = folderArgument('publish-release')
  const { releasesDir, privateKeyFile } = configFromEnvironment()
  const key = privateKeyFile === undefined ? undefined : parsePrivateKey(readKey(privateKeyFile))
  const { id, file, signature } = publishRelease(releasesDir, folder, key)
  console.log(`release ${id} stands in ${folder} as ${file}, ${signature === undefined ? 'not signed' : 'signed'}.`)
  if (key !== undefined) console.log(`Nodes that shall take no other want RELEASE_PUBLIC_KEY=${publicKeyOf(key)}`)
})

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new OperatorError(
      `the file that RELEASE_PRIVATE_KEY_FILE names, ${file}, cannot be read (${(error as { code?: string }).code}).`,
    )
  }
}
