import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { manifestsIn } from '../../src/store/manifest.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { releaseFile, world } from '../support/world.ts'
import { checkout } from './checkout.ts'
import { freePort, start } from '../support/process.ts'

test('start bakes the release of data/, serves it, and moves to one that is baked while it runs', async () => {
  const { folder, releases } = checkout()
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const { child, waitForLine, exit } = start('src/commands/start.ts', [], { PORT: String(port) }, folder)
  await waitForLine(`Serving release 2026.1 on ${base}/v1, GraphQL on ${base}/graphiql, documents on ${base}/docs`)
  expect(manifestsIn(releases).map(({ id }) => id)).toEqual(['2026.1'])

  const served = async () => ((await (await fetch(`${base}/v1/tools/fishbone-diagram`)).json()) as any).meta.release.id
  expect(await served()).toBe('2026.1')
  bakeRelease(world(releaseFile('2026.2')), releases)
  while ((await served()) === '2026.1') await setTimeout(50)
  expect(await served()).toBe('2026.2')

  child.kill('SIGTERM')
  expect(await exit).toMatchObject({ code: 0, stderr: '' })
})
