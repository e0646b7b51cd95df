// Polls another node or a static web server for releases; verifies and publishes them to the local folder.
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { compareReleaseIds, Manifest } from '../content/release.ts'
import { diskError, OperatorError } from './manifest.ts'
import { openRelease, type OpenRelease } from './open.ts'
import type { Log } from './releases.ts'
import { isSignedBy } from './signing.ts'
import { FORMAT } from './format.ts'
import { makeFolder, renameIntoPlace, removeLeftovers, temporaryFile } from './releaseFiles.ts'

const defaultLimits = {
  manifestBytes: 16 * 1024,
  releaseBytes: 1024 ** 3,
  redirects: 3,
  /** For response headers, or a complete manifest. */
  responseMs: 10_000,
  /** Between two chunks of a download. */
  idleMs: 30_000,
  /** For a complete download. */
  downloadMs: 600_000,
  /** The upper bound of the exponential backoff. */
  maxBackoffMs: 300_000,
}

export type SourceOptions = {
  address: string
  folder: string
  /** If given, only releases signed with its private key are accepted. */
  publicKey?: string | undefined
  pollMs: number
  /** Valid local releases, newest first. */
  localManifests(): Manifest[]
  /** Opens the download as it will be served. @throws if that fails. */
  verify(release: OpenRelease): unknown
  /** Called after a new release is published to the folder. */
  onRelease(): void
  log: Log
  /** Overrides, for tests. */
  limits?: Partial<typeof defaultLimits>
}

export type SourceState = {
  /** The last valid response: ISO 8601, UTC. */
  answeredAt: string | null
  /** Why the last poll failed; null if it succeeded. */
  error: string | null
  failures: number
}

export type ReleaseSource = ReturnType<typeof releaseSource>

export function releaseSource({
  address,
  folder,
  publicKey,
  pollMs,
  localManifests,
  verify,
  onRelease,
  log,
  limits,
}: SourceOptions) {
  const { manifestBytes, releaseBytes, redirects, responseMs, idleMs, downloadMs, maxBackoffMs } = {
    ...defaultLimits,
    ...limits,
  }
  const state: SourceState = { answeredAt: null, error: null, failures: 0 }
  const closing = new AbortController()
  let etag: string | undefined
  let timer: NodeJS.Timeout | undefined
  let polling: Promise<void> | undefined

  /** Follows a limited number of redirects, to http and https only. */
  async function get(name: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    let url = `${address}/${name}`
    for (let hops = 0; hops <= redirects; hops++) {
      const response = await fetch(url, { headers, redirect: 'manual', signal })
      const location = response.headers.get('location')
      if (response.status < 300 || response.status === 304 || response.status >= 400 || location === null)
        return response
      await response.body?.cancel()
      url = new URL(location, url).href
      if (!/^https?:/.test(url))
        throw new OperatorError(`the source sends us on to an address that is neither http nor https, for ${name}.`)
    }
    throw new OperatorError(`the source sends us on more than ${redirects} times, for ${name}.`)
  }

  async function poll(): Promise<void> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(responseMs)])
    const response = await get('manifest.json', etag === undefined ? {} : { 'if-none-match': etag }, signal)
    if (response.status === 304) return
    if (response.status !== 200) {
      await response.body?.cancel()
      throw new OperatorError(`the source answers ${response.status} where its manifest.json should be.`)
    }
    const manifest = await readManifest(response, manifestBytes)
    if (!isNew(manifest)) {
      etag = response.headers.get('etag') ?? undefined
      return
    }
    await fetchRelease(manifest)
    // Only after success, so that a failed download is retried.
    etag = response.headers.get('etag') ?? undefined
    log.info(`took release ${manifest.id} from the source`)
    onRelease()
  }

  /** @throws Refusal if the release must not be accepted. */
  function isNew(manifest: Manifest): boolean {
    const offer = `the source offers release ${manifest.id}`
    if (publicKey !== undefined && !isSignedBy(manifest, publicKey)) {
      throw new OperatorError(
        `${offer}, which is not signed` +
          `${manifest.signature === undefined ? '' : ' by the owner of RELEASE_PUBLIC_KEY'}. It is not taken.`,
      )
    }
    if (manifest.format !== FORMAT)
      throw new OperatorError(
        `${offer} in format ${manifest.format}, and this version reads format ${FORMAT}. ` +
          'Run the version of the application that baked it.',
      )
    const local = localManifests()
    if (local.some((m) => m.digest === manifest.digest && m.id === manifest.id)) {
      if (local[0]?.id === manifest.id) return false
      throw new OperatorError(`${offer}, which is older than ${local[0]?.id}, the newest here. It is not taken.`)
    }
    if (local.some((m) => m.id === manifest.id))
      throw new OperatorError(
        `${offer} with other content than the release ${manifest.id} that is kept here. ` +
          'A release never changes: it is not taken.',
      )
    if (local[0] !== undefined && compareReleaseIds(manifest.id, local[0].id) < 0)
      throw new OperatorError(`${offer}, which is older than ${local[0].id}, the newest here. It is not taken.`)
    if (manifest.bytes > releaseBytes)
      throw new OperatorError(`${offer} of ${manifest.bytes} bytes; at most ${releaseBytes} are taken.`)
    return true
  }

  async function fetchRelease(manifest: Manifest): Promise<void> {
    const temporary = temporaryFile(folder, 'fetching')
    let file: FileHandle | undefined
    try {
      file = await open(temporary, 'wx')
      await download(manifest, file)
      await file.close()
      file = undefined
      const opened = openFetched(temporary, manifest)
      try {
        verify(opened)
      } finally {
        opened.close()
      }
      renameIntoPlace(folder, temporary, manifest)
    } catch (error) {
      throw diskError(error, folder) ?? error
    } finally {
      await file?.close()
      rmSync(temporary, { force: true })
    }
  }

  /** @throws Refusal if the id or digest of the file differ from the manifest. */
  function openFetched(temporary: string, manifest: Manifest): OpenRelease {
    try {
      return openRelease(folder, { ...manifest, file: basename(temporary) })
    } catch (error) {
      throw error instanceof OperatorError
        ? new OperatorError(
            `the source gives a file that is not what its manifest says of release ${manifest.id}. It is not taken.`,
          )
        : error
    }
  }

  /** @throws Refusal if the bytes do not match the manifest. */
  async function download(manifest: Manifest, file: FileHandle): Promise<void> {
    const idle = new AbortController()
    const idleTimer = setTimeout(
      () => idle.abort(new OperatorError(`the source fell silent in the middle of release ${manifest.id}.`)),
      idleMs,
    )
    try {
      const response = await get(
        manifest.file,
        {},
        AbortSignal.any([closing.signal, idle.signal, AbortSignal.timeout(downloadMs)]),
      )
      if (response.status !== 200)
        throw new OperatorError(
          `the source answers ${response.status} where the file of release ${manifest.id} should be.`,
        )
      const hash = createHash('sha256')
      let bytes = 0
      for await (const chunk of bytesOf(response)) {
        idleTimer.refresh()
        bytes += chunk.length
        if (bytes > manifest.bytes)
          throw new OperatorError(
            `the source gives more than the ${manifest.bytes} bytes of release ${manifest.id}. It is not taken.`,
          )
        hash.update(chunk)
        await file.writeFile(chunk)
      }
      if (bytes < manifest.bytes)
        throw new OperatorError(
          `the source gives ${bytes} of the ${manifest.bytes} bytes of release ${manifest.id}. It is not taken.`,
        )
      if (hash.digest('hex') !== manifest.sha256)
        throw new OperatorError(
          `the source gives release ${manifest.id} damaged: its bytes do not have the checksum in its manifest. ` +
            'It is not taken.',
        )
    } finally {
      clearTimeout(idleTimer)
    }
  }

  /** Never rejects: errors are recorded in the state and logged when they change. */
  function pollOnce(): Promise<void> {
    polling ??= poll()
      .then(
        () => {
          if (state.failures > 0) log.info('the source of releases answers soundly again')
          Object.assign(state, { answeredAt: new Date().toISOString(), error: null, failures: 0 })
        },
        (failure: unknown) => {
          if (closing.signal.aborted) return
          const message = describeError(failure)
          const error = message.replaceAll(folder, 'RELEASES_DIR')
          if (error !== state.error) log.warn(`${message} (${address})`)
          Object.assign(state, { error, failures: state.failures + 1 })
        },
      )
      .finally(() => {
        polling = undefined
      })
    return polling
  }

  function schedule(onDone: () => void): void {
    if (closing.signal.aborted) return
    const delay = Math.min(pollMs * 2 ** state.failures, Math.max(maxBackoffMs, pollMs))
    // Jitter, so that nodes started together do not poll in step.
    timer = setTimeout(() => void pollOnce().then(onDone), delay * (0.9 + Math.random() * 0.2)).unref()
  }

  makeFolder(folder)
  removeLeftovers(folder)

  return {
    state: (): SourceState => ({ ...state }),
    pollOnce,
    /** Polls now and then at intervals until closed. */
    watch(onPoll: (state: SourceState) => void = () => {}): void {
      const afterPoll = () => {
        onPoll({ ...state })
        schedule(afterPoll)
      }
      void pollOnce().then(afterPoll)
    },
    async close(): Promise<void> {
      closing.abort()
      clearTimeout(timer)
      await polling
    },
  }
}

function bytesOf({ body }: Response): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return body === null ? [] : (body as unknown as AsyncIterable<Uint8Array>)
}

async function readManifest(response: Response, maxBytes: number): Promise<Manifest> {
  let text = ''
  for await (const chunk of bytesOf(response)) {
    text += Buffer.from(chunk).toString('latin1')
    if (text.length > maxBytes)
      throw new OperatorError('what the source gives as its manifest.json is far too long for one.')
  }
  try {
    return Manifest.parse(JSON.parse(Buffer.from(text, 'latin1').toString('utf8')))
  } catch {
    throw new OperatorError('what the source gives as its manifest.json is no manifest of a release.')
  }
}

/** Excludes the source's address, since the public health endpoint shows it. */
function describeError(error: unknown): string {
  if (error instanceof OperatorError) return error.message
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } }
  if (name === 'TimeoutError') return 'the source takes too long to answer.'
  if (message === 'fetch failed' || message === 'terminated')
    return `the source cannot be reached (${cause?.code ?? 'the connection broke off'}).`
  return `what the source gives cannot be taken: ${message}`
}
