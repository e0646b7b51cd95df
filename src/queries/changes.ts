// What differs between two releases that are kept: a feed for those who keep a copy.
import { createHash } from 'node:crypto'
import { type Kind, kindNames, kindOfId } from '../content/kinds.ts'
import { compareReleaseIds } from '../content/release.ts'
import { Problem, problemOf } from '../problems.ts'
import { difference as differenceOf } from '../store/difference.ts'
import { FORMAT } from '../store/format.ts'
import { decodeCursor, encodeCursor, requestKey } from './cursor.ts'
import type { Toolkit, WholeItem } from './toolkit.ts'

/** One thing that a copy of the older release must do to become one of the newer, each in its order. */
export type Change = { kind: Kind; id: string } & (
  | { type: 'withdrawn'; on: string; reason: string; successor: string | null }
  | { type: 'removed' }
  | { type: 'renamed'; formerId: string; item: WholeItem }
  | { type: 'added'; item: WholeItem }
  | { type: 'changed'; fields: string[]; item: WholeItem }
)
export type ChangeType = Change['type']

/** The same without the item, which is read when it is asked for. */
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
  cursorOf(place: number): string
}

type Kept = { byId(id: string): Toolkit | undefined; list(): { id: string }[] }
/** Of two releases. */
export type Difference = { added: string[]; changed: string[]; gone: string[] }

export type ChangeFeed = ReturnType<typeof changeFeed>

/** How many differences are remembered: each is computed once while it is asked for. */
const REMEMBERED = 16

/** What `since` may be: the id of a release, or the token that the feed gave for one. */
export const SINCE = /^\d{4}\.\d{1,4}(~[\w-]{16})?$/

/** Names a release and, unlike its id, what it holds and in which form. */
export function releaseToken({ info }: Toolkit): string {
  return `${info.id}~${createHash('sha256').update(`${FORMAT} ${info.digest}`).digest('base64url').slice(0, 16)}`
}

export function changeFeed(releases: Kept) {
  const known = new Map<string, Promise<Step[]>>()

  /** @throws Problem where the release of a copy is not kept: then the copy must be taken anew. */
  function releaseOf(token: string, name: string, newest: Toolkit): Toolkit {
    const [id = ''] = token.split('~')
    const found = releases.byId(id)
    if (found !== undefined && (token === id || token === releaseToken(found))) return found
    if (compareReleaseIds(id, newest.info.id) > 0) {
      throw problemOf('unknown_release', [
        {
          in: 'query',
          name,
          message: `Release ${id} is newer than ${newest.info.id}, the newest that is kept here. Ask again shortly if another machine of this service gave it.`,
        },
      ])
    }
    const what =
      found === undefined ? `Release ${id} is not kept` : `What is kept as release ${id} is not what that token is of`
    throw new Problem(
      'release_gone',
      `${what}. Take ${newest.publicUrl}/v1/export/toolkit.ndjson?release=${newest.info.id} whole, and ask for what changed since ${newest.info.id} from then on.`,
      [{ in: 'query', name, message: `${what}.`, allowed: releases.list().map((kept) => kept.id) }],
    )
  }

  function stepsBetween(from: Toolkit, to: Toolkit): Promise<Step[]> {
    const key = `${from.info.digest} ${to.info.digest}`
    const before = known.get(key)
    const steps = before ?? compute(from, to)
    known.delete(key)
    known.set(key, steps)
    // One that failed is tried again.
    if (before === undefined) steps.catch(() => known.delete(key))
    for (const [oldest] of known) if (known.size > REMEMBERED) known.delete(oldest)
    return steps
  }

  /** @throws Problem where the cursor is not of this request. Runs no statement. */
  function check({ from, to, after }: Asked): void {
    if (after !== undefined) decodeCursor(after, keyOf(from, to), to.info.digest)
  }

  async function page({ from, to, limit, after }: Asked & { limit: number }): Promise<ChangePage> {
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
      cursorOf: (place) => encodeCursor({ release: to.info.id, item: start + place }, key, to.info.digest),
    }
  }

  /** What is new, changed and gone, by id alone. */
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

export type Asked = { from: Toolkit; to: Toolkit; after?: string | undefined }

const keyOf = (from: Toolkit, to: Toolkit) => requestKey(['changes', from.info.digest, to.info.digest])

async function compute(from: Toolkit, to: Toolkit): Promise<Step[]> {
  const { added, changed, gone } = differenceOf(await from.fingerprints(), await to.fingerprints())
  const lost = gone.map((id): Step => {
    const kind = kindOfId(id)
    const fate = to.fateOf(id)
    if (fate === undefined) return { type: 'removed', kind, id }
    if (fate.how === 'renamed') return { type: 'renamed', kind, id: fate.to, formerId: id }
    const { on, reason, successor } = fate
    return { type: 'withdrawn', kind, id, on, reason, successor }
  })
  const byRename = new Set(lost.flatMap((step) => (step.type === 'renamed' ? step.id : [])))
  const stepsOf = (type: 'added' | 'changed', ids: string[]) =>
    ids.map((id): Step => ({ type, kind: kindOfId(id), id }))
  const steps = [
    ...lost,
    ...stepsOf(
      'added',
      added.filter((id) => !byRename.has(id)),
    ),
    ...stepsOf('changed', changed),
  ]
  // What goes comes first, so that an id may be taken again by what comes.
  const order = ['withdrawn', 'removed', 'renamed', 'added', 'changed']
  const place = ({ type, kind }: Step) => order.indexOf(type) * kindNames.length + kindNames.indexOf(kind)
  return steps.sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
}

/** Steps with what they need of the two releases: a few statements for all. */
function changesOf(steps: readonly Step[], from: Toolkit, to: Toolkit): Change[] {
  const items = to.records(
    steps.flatMap((step) => (step.type === 'withdrawn' || step.type === 'removed' ? [] : step.id)),
  )
  const before = from.records(steps.flatMap((step) => (step.type === 'changed' ? step.id : [])))
  const item = (id: string) => items.get(id) as WholeItem
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
          fields: fieldsThatDiffer(before.get(step.id) as WholeItem, item(step.id)),
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
