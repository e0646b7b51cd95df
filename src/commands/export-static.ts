// npm run export-static -- FOLDER: writes unfiltered responses as files, and an nginx configuration that serves them.
import { buildApp } from '../app.ts'
import { toolkit } from '../queries/toolkit.ts'
import { readDocuments, readVersion } from '../server.ts'
import { OperatorError } from '../store/manifest.ts'
import { openReleases } from '../store/releases.ts'
import { staticPaths } from './staticPaths.ts'
import { folderArgument } from './arguments.ts'
import { configFromEnvironment } from './configuration.ts'
import { run } from './run.ts'
import { writeStatic } from './static.ts'

await run(async () => {
  const folder = folderArgument('export-static')
  const config = { ...configFromEnvironment(), logLevel: 'silent', shedDelayMs: 0 }
  const { publicUrl, reportUrl } = config
  const releases = openReleases(config.releasesDir, (open) => toolkit(open, { publicUrl, reportUrl }), {
    info: () => {},
    warn: (message) => console.error(message),
  })
  const documents = readDocuments()
  const app = await buildApp({ config, version: readVersion(), releases, documents })
  try {
    const current = releases.current()
    const manifest = releases.list().find((m) => m.digest === current?.info.digest)
    if (current === undefined || manifest === undefined)
      throw new OperatorError(`the folder of releases, ${config.releasesDir}, changed meanwhile. Try again.`)
    const { written, skipped } = await writeStatic(
      app,
      staticPaths(current, Object.keys(documents.openapi().paths), manifest),
      { publicUrl, folder },
    )
    console.log(
      `${written.length} answers of release ${current.info.id} stand in ${folder}/site, ` +
        `and ${folder}/nginx.conf serves them.`,
    )
    console.log(
      'Not among them: filters, q, sort, limit, include, fields and facets of lists, older releases, GraphQL, ' +
        `redirects of renamed items, and what needs parameters: ${skipped.join(', ')}.`,
    )
  } finally {
    await app.close()
    releases.close()
  }
})
