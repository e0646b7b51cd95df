// Lets other requests run during long synchronous work.
import { setImmediate } from 'node:timers/promises'

const MAX_MS_BETWEEN_YIELDS = 4

/** Long work calls `shouldYield` often and, where it says so, waits for `yieldNow`. */
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
