// Whatever a source does, the previous release is still served, the fault is logged, and the new release follows its repair.
import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { Manifest } from '../../src/content/release.ts'
import { publishRelease } from '../../src/store/publishRelease.ts'
import { sha256 } from '../../src/store/manifest.ts'
import { openReleases } from '../../src/store/releases.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { publicKeyOf, signManifest } from '../../src/store/signing.ts'
import { releaseSource, type SourceOptions } from '../../src/store/releaseSource.ts'
import { silent, temporaryFolder } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'
import { webServer } from '../support/webServer.ts'

const [ours, another] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey]
const publicKey = publicKeyOf(ours)
type Limits = NonNullable<SourceOptions['limits']>
/** Low limits of sizes; those of time are for a loaded machine. */
const sizeLimits: Limits = { manifestBytes: 4096, releaseBytes: 50_000_000, responseMs: 60_000, idleMs: 60_000 }
/** The faults that only a limit of time ends. */
const timeLimits: Record<string, Limits> = {
  'it never responds': { responseMs: 300 },
  'the source stalls in the middle of the file': { idleMs: 300 },
}

const edition = (id: string, name = 'System') =>
  world({
    ...releaseFile(id),
    'terms/system.yaml': `name: ${name}\ndefinition: D.\nprovenance: { basis: published, urls: [https://example.org/] }\n`,
  })

/** A node that serves 2026.1, and a source that offers 2026.2. */
async function node(options: Partial<SourceOptions> = {}) {
  const [folder, published, baked] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
  bakeRelease(edition('2026.1'), folder)
  bakeRelease(edition('2026.2'), baked)
  const manifest = publishRelease(baked, published, ours)
  const web = await webServer(published)
  const releases = openReleases(folder, ({ info }) => info.id, silent)
  const logged: string[] = []
  const record = (message: string) => logged.push(message)
  const source = releaseSource({
    address: web.address,
    folder,
    publicKey,
    pollMs: 1000,
    localManifests: releases.list,
    onRelease: releases.refresh,
    verify: (open) => open.info,
    log: { info: record, warn: record },
    ...options,
    limits: { ...sizeLimits, ...options.limits },
  })
  return {
    folder,
    published,
    baked,
    manifest,
    web,
    releases,
    source,
    logged,
    manifestFile: join(published, 'manifest.json'),
    file: join(published, manifest.file),
    /** Polls the source; returns the served release, the error, and leftovers in the folder. */
    async poll() {
      await source.pollOnce()
      releases.refresh()
      return {
        serving: releases.current(),
        error: source.state().error,
        left: readdirSync(folder).filter((name) => name.startsWith('.')),
      }
    },
    async close() {
      await source.close()
      releases.close()
    },
  }
}
type Node = Awaited<ReturnType<typeof node>>

const rewrite = (file: string, change: (bytes: Buffer) => Buffer) => writeFileSync(file, change(readFileSync(file)))
const flipped = (at: (size: number) => number) => (bytes: Buffer) => {
  bytes[at(bytes.length)] = (bytes[at(bytes.length)] as number) ^ 1
  return bytes
}
const offers = (change: (manifest: Manifest) => object) => (it: Node) =>
  writeFileSync(it.manifestFile, JSON.stringify(change(it.manifest)))
/** Responds like this for the file of the release, and correctly for the manifest. */
const file = (answer: (response: ServerResponse, bytes: Buffer) => void) => (it: Node) =>
  it.web.respondWith((_request, response, name) =>
    name.endsWith('.db') ? answer(response, readFileSync(it.file)) : void response.end(readFileSync(it.manifestFile)),
  )

const faults: [what: string, fault: (it: Node) => unknown, sentence: string | RegExp][] = [
  ['the source is down', (it) => it.web.close(), 'the source cannot be reached (ECONNREFUSED).'],
  [
    'it has no manifest',
    (it) => it.web.respondWith((_request, response) => response.writeHead(404).end()),
    'the source answers 404 where its manifest.json should be.',
  ],
  [
    'it responds 500',
    (it) => it.web.respondWith((_request, response) => response.writeHead(500).end('oh')),
    'the source answers 500 where its manifest.json should be.',
  ],
  ['it never responds', (it) => it.web.respondWith(() => {}), 'the source takes too long to answer.'],
  [
    'it closes the connection',
    (it) => it.web.respondWith((request) => request.socket.destroy()),
    /^the source cannot be reached \(UND_ERR_SOCKET|ECONNRESET\)\.$/,
  ],
  [
    'it serves a page where the manifest should be',
    (it) => it.web.respondWith((_request, response) => response.end('<!doctype html><title>Welcome</title>')),
    'what the source gives as its manifest.json is no manifest of a release.',
  ],
  [
    'it serves a far too long manifest',
    (it) => it.web.respondWith((_request, response) => response.end(Buffer.alloc(1_000_000, 'x'))),
    'what the source gives as its manifest.json is far too long for one.',
  ],
  [
    'it redirects in a loop',
    (it) => it.web.respondWith((request, response) => response.writeHead(302, { location: request.url }).end()),
    'the source sends us on more than 3 times, for manifest.json.',
  ],
  [
    'it redirects to a file',
    (it) =>
      it.web.respondWith((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()),
    'the source sends us on to an address that is neither http nor https, for manifest.json.',
  ],
  [
    'the manifest refers to a file outside the folder',
    offers((manifest) => ({ ...manifest, file: '../../etc/passwd' })),
    'what the source gives as its manifest.json is no manifest of a release.',
  ],
  [
    'the manifest is signed with another key',
    offers((manifest) => signManifest(manifest, another)),
    'the source offers release 2026.2, which is not signed by the owner of RELEASE_PUBLIC_KEY. It is not taken.',
  ],
  [
    'the manifest is not signed',
    offers(({ signature: _, ...manifest }) => manifest),
    'the source offers release 2026.2, which is not signed. It is not taken.',
  ],
  [
    'the manifest was changed after it was signed',
    offers((manifest) => ({ ...manifest, id: '2026.9' })),
    'the source offers release 2026.9, which is not signed by the owner of RELEASE_PUBLIC_KEY. It is not taken.',
  ],
  [
    'the signature is malformed',
    offers((manifest) => ({ ...manifest, signature: '%%%' })),
    'the source offers release 2026.2, which is not signed by the owner of RELEASE_PUBLIC_KEY. It is not taken.',
  ],
  [
    'the release is of another format',
    offers((manifest) => signManifest({ ...manifest, format: manifest.format + 1 }, ours)),
    /^the source offers release 2026\.2 in format \d+, and this version reads format \d+\. Run the version of the application that baked it\.$/,
  ],
  [
    'the release is too large',
    offers((manifest) => signManifest({ ...manifest, bytes: 60_000_000 }, ours)),
    'the source offers release 2026.2 of 60000000 bytes; at most 50000000 are taken.',
  ],
  [
    'the release is older',
    offers((manifest) => signManifest({ ...manifest, id: '2025.12' }, ours)),
    'the source offers release 2025.12, which is older than 2026.1, the newest here. It is not taken.',
  ],
  [
    'the release has an existing id and other content',
    offers((manifest) => signManifest({ ...manifest, id: '2026.1' }, ours)),
    'the source offers release 2026.1 with other content than the release 2026.1 that is kept here. A release never changes: it is not taken.',
  ],
  [
    'the file is missing',
    file((response) => response.writeHead(404).end()),
    'the source answers 404 where the file of release 2026.2 should be.',
  ],
  [
    'the file is truncated',
    file((response, bytes) => response.end(bytes.subarray(0, 5000))),
    /^the source gives 5000 of the \d+ bytes of release 2026\.2\. It is not taken\.$/,
  ],
  [
    'the connection is closed in the middle of the file',
    file((response, bytes) =>
      response
        .writeHead(200, { 'content-length': bytes.length })
        .write(bytes.subarray(0, 5000), () => response.destroy()),
    ),
    /^the source cannot be reached \(UND_ERR_SOCKET|ECONNRESET\)\.$/,
  ],
  [
    'the source stalls in the middle of the file',
    file(
      (response, bytes) =>
        void response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 5000)),
    ),
    'the source fell silent in the middle of release 2026.2.',
  ],
  [
    'the file is too long',
    file((response, bytes) => response.end(Buffer.concat([bytes, Buffer.from('more')]))),
    /^the source gives more than the \d+ bytes of release 2026\.2\. It is not taken\.$/,
  ],
  ...(
    [
      ['first', () => 0],
      ['middle', (size: number) => size >> 1],
      ['last', (size: number) => size - 1],
    ] as const
  ).map(([where, at]): [string, (it: Node) => unknown, string] => [
    `a bit of the ${where} byte is flipped`,
    file((response, bytes) => response.end(flipped(at)(bytes))),
    'the source gives release 2026.2 damaged: its bytes do not have the checksum in its manifest. It is not taken.',
  ]),
  [
    'the manifest has the checksum of another release',
    (it) => {
      const other = readFileSync(join(it.folder, it.releases.list()[0]?.file as string))
      offers((manifest) => signManifest({ ...manifest, bytes: other.length, sha256: sha256(other) }, ours))(it)
      file((response) => response.end(other))(it)
    },
    'the source gives a file that is not what its manifest says of release 2026.2. It is not taken.',
  ],
  [
    'the file is not a database, but its checksum is right',
    (it) => {
      const noise = Buffer.alloc(9000, 'noise')
      offers((manifest) => signManifest({ ...manifest, bytes: noise.length, sha256: sha256(noise) }, ours))(it)
      file((response) => response.end(noise))(it)
    },
    'what the source gives cannot be taken: file is not a database',
  ],
]

describe('the previous release is still served if', () => {
  test.each(faults)('%s', async (what, fault, sentence) => {
    const it = await node({ limits: timeLimits[what] ?? {} })
    await fault(it)
    const expected = {
      serving: '2026.1',
      error: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
      left: [],
    }
    expect(await it.poll()).toEqual(expected)
    expect(await it.poll()).toEqual(expected)
    expect(it.source.state()).toMatchObject({ failures: 2, answeredAt: null })
    // The same error is logged once.
    expect(it.logged.filter((message) => message.includes(it.web.address))).toHaveLength(1)
    await it.close()
  })

  test('and the new one is fetched once the fault is repaired', async () => {
    const it = await node({ limits: { responseMs: 5000, idleMs: 5000 } })
    for (const [, fault] of faults.filter(([what]) => what !== 'the source is down')) {
      await fault(it)
      expect((await it.poll()).serving).toBe('2026.1')
      it.web.respondWith()
      writeFileSync(it.manifestFile, JSON.stringify(it.manifest))
    }
    expect(await it.poll()).toEqual({ serving: '2026.2', error: null, left: [] })
    expect(it.source.state()).toMatchObject({ failures: 0, answeredAt: expect.stringMatching(/^\d{4}-/) })
    expect(it.logged.slice(-2)).toEqual([
      'took release 2026.2 from the source',
      'the source of releases answers soundly again',
    ])
    await it.close()
  })

  test('reading the new one fails though it opens', async () => {
    const it = await node({
      verify: () => {
        throw new Error('no such column: json')
      },
    })
    expect(await it.poll()).toEqual({
      serving: '2026.1',
      error: 'what the source gives cannot be taken: no such column: json',
      left: [],
    })
    await it.close()
  })
})

describe('a working source', () => {
  test('is polled for its manifest alone, with its ETag, until there is a new release', async () => {
    const it = await node()
    for (let i = 0; i < 3; i++) expect(await it.poll()).toEqual({ serving: '2026.2', error: null, left: [] })
    bakeRelease(edition('2026.3'), it.baked)
    publishRelease(it.baked, it.published, ours)
    expect((await it.poll()).serving).toBe('2026.3')
    expect(it.web.requests).toEqual([
      'manifest.json 200',
      '*.db 200',
      'manifest.json 304',
      'manifest.json 304',
      'manifest.json 200',
      '*.db 200',
    ])
    expect(it.releases.list().map(({ id }) => id)).toEqual(['2026.3', '2026.2', '2026.1'])
    await it.close()
  })

  test('is polled again for a release that was damaged since', async () => {
    const it = await node()
    await it.poll()
    rewrite(
      join(it.folder, it.manifest.file),
      flipped((size) => size >> 1),
    )
    const releases = openReleases(it.folder, ({ info }) => info.id, silent)
    expect(releases.current()).toBe('2026.1')
    const source = releaseSource({
      address: it.web.address,
      folder: it.folder,
      pollMs: 1000,
      localManifests: releases.list,
      onRelease: releases.refresh,
      verify: () => {},
      log: silent,
    })
    await source.pollOnce()
    expect([releases.current(), source.state().error]).toEqual(['2026.2', null])
    await source.close()
    releases.close()
    await it.close()
  })

  test('may redirect to its files', async () => {
    const it = await node()
    it.web.respondWith((request, response, name) => {
      if (!request.url?.startsWith('/moved/')) return void response.writeHead(302, { location: `/moved/${name}` }).end()
      response.end(readFileSync(join(it.published, name)))
    })
    expect(await it.poll()).toEqual({ serving: '2026.2', error: null, left: [] })
    await it.close()
  })

  test.each(['1999-01-01T00:00:00Z', '2100-01-01T00:00:00Z'])('is followed even if the clock says %s', async (time) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) })
    try {
      const it = await node()
      expect(await it.poll()).toEqual({ serving: '2026.2', error: null, left: [] })
      vi.setSystemTime(new Date('2010-01-01T00:00:00Z'))
      bakeRelease(edition('2026.3'), it.baked)
      publishRelease(it.baked, it.published, ours)
      expect(await it.poll()).toEqual({ serving: '2026.3', error: null, left: [] })
      await it.close()
    } finally {
      vi.useRealTimers()
    }
  })
})
