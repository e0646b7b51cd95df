// Apps under test, over the real content or over a small world written out in the test.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { loadData } from '../../src/commands/data.ts'
import { parseConfig } from '../../src/config.ts'
import type { Content } from '../../src/content/content.ts'
import { type Toolkit, toolkit } from '../../src/queries/toolkit.ts'
import { EXAMPLE_RELEASE } from '../../src/rest/examples.ts'
import { readDocuments } from '../../src/server.ts'
import { digestOf } from '../../src/store/digest.ts'
import type { StatementListener } from '../../src/store/open.ts'
import { openReleases, type Releases } from '../../src/store/releases.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { checkResponses } from './contract.ts'

export const silent = { info: () => {}, warn: () => {} }

let real: Content | undefined

/** A copy of the content of data/, with a fixed release id and date that tests can rely on. */
export function realContent(): Content {
  real ??= loadData()
  const { release, ...content } = structuredClone(real)
  return { ...content, release: { ...release, id: EXAMPLE_RELEASE, publishedAt: '2026-11-22T00:00:00Z' } }
}

/** A folder that is removed after the test, or after the tests of the file. */
export function temporaryFolder(whenDone: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-test-'))
  whenDone(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A temporary folder with these files, by their paths. */
export function writeTemporaryFolder(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** The files of the releases that this process has baked, by the digest of their content. */
const bakedFiles = new Map<string, [name: string, bytes: Buffer][]>()

/** Bakes content, or copies its files if this process has baked it before. */
function bake(content: Content, folder: string): void {
  const digest = digestOf(content)
  const known = bakedFiles.get(digest)
  if (known !== undefined) {
    for (const [name, bytes] of known) writeFileSync(join(folder, name), bytes)
    return
  }
  const { file } = bakeRelease(content, folder)
  bakedFiles.set(
    digest,
    [file, file.replace(/db$/, 'json')].map((name) => [name, readFileSync(join(folder, name))]),
  )
}

/** A copy for validation, which no app can change. */
const openapi = readDocuments().openapi()

export type Served = {
  app: FastifyInstance
  releases: Omit<Releases<Toolkit>, 'current'> & { current(): Toolkit }
  folder: string
  close(): Promise<void>
}

/**
 * An app over releases of these contents, to be closed by the test. The release with the highest id is the latest. Load
 * shedding is off, since tests keep the event loop busy themselves.
 */
export async function serve(
  contents: Content[],
  options: { environment?: Record<string, string>; onStatement?: StatementListener } = {},
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-test-'))
  for (const content of contents) bake(content, folder)
  const settings = parseConfig({ LOG_LEVEL: 'silent', RELEASES_DIR: folder, SHED_DELAY: '0', ...options.environment })
  const documents = readDocuments()
  const releases = openReleases(
    folder,
    (open) => toolkit(open, { publicUrl: settings.publicUrl, reportUrl: settings.reportUrl }),
    silent,
    { onStatement: options.onStatement },
  )
  const app = await buildApp({ config: settings, version: 'test', releases, documents })
  checkResponses(app, openapi)
  await app.ready()
  return {
    app,
    releases: releases as Served['releases'],
    folder,
    close: async () => {
      await app.close()
      releases.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Sends a GraphQL request by POST. */
export async function sendQuery(app: FastifyInstance, query: string, variables?: Record<string, unknown>) {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    payload: { query, variables },
  })
  return {
    status: response.statusCode,
    ...(response.json() as { data?: any; errors?: { message: string; extensions: { code: string } }[] }),
  }
}
