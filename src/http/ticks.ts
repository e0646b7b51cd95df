// Keeps the way in which Node puts off callbacks a fast one. Import it before all else.
import { executionAsyncResource } from 'node:async_hooks'

/**
 * `process.nextTick` makes an object for each callback, several for each request. V8 lets go of the shape of these objects when a full
 * collection comes while none of them is alive, and from then on makes each of them in a slow way (seen with Node 20: a tenth of what an
 * item costs). One that is kept keeps their shape.
 */
export const keptTicks: object[] = []

process.nextTick(() => keptTicks.push(executionAsyncResource()))
