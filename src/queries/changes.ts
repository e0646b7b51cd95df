// The change feed: what differs between two releases, for clients that keep a copy in sync.
import { createHash } from 'node:crypto'
import { type Kind, kindNames, kindOfId } from '../content/kinds.ts'
import { compareReleaseIds } from '../content/release.ts'
import { Problem, problemFromErrors } from '../problems.ts'
import { compareVersions } from '../store/difference.ts'
import { FORMAT } from '../store/format.ts'
import { decodeCursor, encodeCursor, cursorKey } from './cursor.ts'
import type { Toolkit, FullItem } from './toolkit.ts'

/** One step that turns a copy of the older release into the newer one; the order of the steps matters. */
export type Change = { kind: Kind; id: string } & (
  | { type: 'withdrawn'; on: string; reason: string; successor: string | null }
  | { type: 'removed' }
  | { type: 'renamed'; formerId: string; item: FullItem }
  | { type: 'added'; item: FullItem }
  | { type: 'changed'; fields: string[]; item: FullItem }
)
export type ChangeType = Change['type']

/** A change without its item, which is read only for the requested page. */
type Step = { kind: Kind; id: string } & (
  | { type: 'withdrawn'; on: string; reason: string; successor: string | null }
  | { type: 'removed' }
  | { type: 'renamed'; formerId: string }
  | { type: 'added' | 'changed' }
)

export type ChangePage = {
  from: Toolkit
  to: Toolkit
  changes: Change[]
  total: number
  hasNext: boolean
  hasPrevious: boolean
  cursorOf(index: number): string
}

type ReleaseLookup = { byId(id: string): Toolkit | undefined; list(): { id: string }[] }
/** The ids that differ between two releases. */
export type Difference = { added: string[]; changed: string[]; gone: string[] }

export type ChangeFeed = ReturnType<typeof changeFeed>

/** Computing the difference of two releases reads every item of both, so the recent ones are cached. */
const MAX_CACHED_DIFFERENCES = 16

/** `since` is a release id or the token that the feed returned for a release. */
export const SINCE = /^\d{4}\.\d{1,4}(~[\w-]{16})?$/

/** Identifies a release by id, digest and format, so that other content under the same id is detected. */
export function releaseToken({ info }: Toolkit): string {
  return `${info.id}~${createHash('sha256').update(`${FORMAT} ${info.digest}`).digest('base64url').slice(0, 16)}`
}

export function changeFeed(releases: ReleaseLookup) {
  const cache = new Map<string, Promise<Step[]>>()

  /** @throws Problem if the release is no longer available: the client must download the export again. */
  function releaseOf(token: string, name: string, newest: Toolkit): Toolkit {
    const [id = ''] = token.split('~')
    const found = releases.byId(id)
    if (found !== undefined && (token === id || token === releaseToken(found))) return found
    if (compareReleaseIds(id, newest.info.id) > 0) {
      throw problemFromErrors('unknown_release', [
        {
          in: 'query',
          name,
          message:
            `Release ${id} is newer than ${newest.info.id}, the newest that is kept here. Ask again shortly if ` +
            'another machine of this service gave it.',
        },
      ])
    }
    const what =
      found === undefined ? `Release ${id} is not kept` : `What is kept as release ${id} is not what that token is of`
    throw new Problem(
      'release_gone',
      `${what}. Take ${newest.publicUrl}/v1/export/toolkit.ndjson?release=${newest.info.id} whole, and ask ` +
        `for what changed since ${newest.info.id} from then on.`,
      [{ in: 'query', name, message: `${what}.`, allowed: releases.list().map((kept) => kept.id) }],
    )
  }

  function stepsBetween(from: Toolkit, to: Toolkit): Promise<Step[]> {
    const key = `${from.info.digest} ${to.info.digest}`
    const cached = cache.get(key)
    const steps = cached ?? computeSteps(from, to)
    cache.delete(key)
    cache.set(key, steps)
    // A failure is not cached, so that the next request retries.
    if (cached === undefined) steps.catch(() => cache.delete(key))
    for (const [oldest] of cache) if (cache.size > MAX_CACHED_DIFFERENCES) cache.delete(oldest)
    return steps
  }

  /** @throws Problem if the cursor belongs to another request. Runs no SQL. */
  function check({ from, to, after }: ChangesQuery): void {
    if (after !== undefined) decodeCursor(after, keyOf(from, to), to.info.digest)
  }

  async function page({ from, to, limit, after }: ChangesQuery & { limit: number }): Promise<ChangePage> {
    const key = keyOf(from, to)
    const start = after === undefined ? 0 : decodeCursor(after, key, to.info.digest).item + 1
    const steps = await stepsBetween(from, to)
    return {
      from,
      to,
      changes: changesOf(steps.slice(start, start + limit), from, to),
      total: steps.length,
      hasNext: start + limit < steps.length,
      hasPrevious: start > 0,
      cursorOf: (index) => encodeCursor({ release: to.info.id, item: start + index }, key, to.info.digest),
    }
  }

  /** The ids that were added, changed and removed. */
  async function difference(from: Toolkit, to: Toolkit): Promise<Difference> {
    const steps = await stepsBetween(from, to)
    const idsOf = (...types: ChangeType[]) => steps.filter((step) => types.includes(step.type)).map((step) => step.id)
    const formerIds = steps.flatMap((step) => (step.type === 'renamed' ? step.formerId : []))
    return {
      added: idsOf('added', 'renamed'),
      changed: idsOf('changed'),
      gone: [...idsOf('withdrawn', 'removed'), ...formerIds],
    }
  }

  return { releaseOf, check, page, difference }
}

export type ChangesQuery = { from: Toolkit; to: Toolkit; after?: string | undefined }

const keyOf = (from: Toolkit, to: Toolkit) => cursorKey(['changes', from.info.digest, to.info.digest])

async function computeSteps(from: Toolkit, to: Toolkit): Promise<Step[]> {
  const { added, changed, removed } = compareVersions(await from.fingerprints(), await to.fingerprints())
  const removals = removed.map((id): Step => {
    const kind = kindOfId(id)
    const formerId = to.resolveFormerId(id)
    if (formerId === undefined) return { type: 'removed', kind, id }
    if (formerId.how === 'renamed') return { type: 'renamed', kind, id: formerId.to, formerId: id }
    const { on, reason, successor } = formerId
    return { type: 'withdrawn', kind, id, on, reason, successor }
  })
  const renamedIds = new Set(removals.flatMap((step) => (step.type === 'renamed' ? step.id : [])))
  const stepsOf = (type: 'added' | 'changed', ids: string[]) =>
    ids.map((id): Step => ({ type, kind: kindOfId(id), id }))
  const steps = [
    ...removals,
    ...stepsOf(
      'added',
      added.filter((id) => !renamedIds.has(id)),
    ),
    ...stepsOf('changed', changed),
  ]
  // Removals come first, so that a later step may reuse their ids.
  const order = ['withdrawn', 'removed', 'renamed', 'added', 'changed']
  const rank = ({ type, kind }: Step) => order.indexOf(type) * kindNames.length + kindNames.indexOf(kind)
  return steps.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}

/** Loads the items of all steps with two queries. */
function changesOf(steps: readonly Step[], from: Toolkit, to: Toolkit): Change[] {
  const items = to.records(
    steps.flatMap((step) => (step.type === 'withdrawn' || step.type === 'removed' ? [] : step.id)),
  )
  const before = from.records(steps.flatMap((step) => (step.type === 'changed' ? step.id : [])))
  const item = (id: string) => items.get(id) as FullItem
  return steps.map((step): Change => {
    switch (step.type) {
      case 'withdrawn':
      case 'removed':
        return step
      case 'renamed':
        return { ...step, item: item(step.id) }
      case 'added':
        return { ...step, type: 'added', item: item(step.id) }
      case 'changed':
        return {
          ...step,
          type: 'changed',
          fields: fieldsThatDiffer(before.get(step.id) as FullItem, item(step.id)),
          item: item(step.id),
        }
    }
  })
}

function fieldsThatDiffer(before: object, now: object): string[] {
  const [old, fresh] = [before, now].map(
    (record) => new Map(Object.entries(record).map(([name, value]) => [name, JSON.stringify(value)])),
  ) as [Map<string, string>, Map<string, string>]
  return [...new Set([...fresh.keys(), ...old.keys()])].filter((name) => old.get(name) !== fresh.get(name))
}
