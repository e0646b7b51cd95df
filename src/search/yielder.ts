// Yields to the event loop during long synchronous work, so that other requests are not blocked.
import { setImmediate } from 'node:timers/promises'

const MAX_MS_BETWEEN_YIELDS = 4

/** Call `shouldYield` often, and await `yieldNow` if it returns true. */
export function yielder() {
  let since = performance.now()
  return {
    shouldYield: (): boolean => performance.now() - since > MAX_MS_BETWEEN_YIELDS,
    async yieldNow(): Promise<void> {
      await setImmediate()
      since = performance.now()
    },
  }
}
