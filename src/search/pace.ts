// Long work lets other requests go first, again and again.
import { setImmediate } from 'node:timers/promises'

const AT_A_STRETCH_MS = 4

/** Asked often, it says when this piece of work has gone on for long enough: then rest, and go on. */
export function pace() {
  let since = performance.now()
  return {
    isTired: (): boolean => performance.now() - since > AT_A_STRETCH_MS,
    async rest(): Promise<void> {
      await setImmediate()
      since = performance.now()
    },
  }
}

let turn: Promise<void> | undefined

/** The end of this turn of the event loop: the same for all that wait for it, who then go on one after another. */
export function endOfTurn(): Promise<void> {
  turn ??= setImmediate().then(() => {
    turn = undefined
  })
  return turn
}
