// Of the objects that Node makes to put off callbacks, one is kept.
import { expect, test } from 'vitest'
import { keptTicks } from '../../src/http/ticks.ts'

test('one object is kept, and it is one of those', async () => {
  await new Promise<void>((done) => process.nextTick(done))
  expect(keptTicks.length).toBe(1)
  expect(keptTicks[0]).toEqual(expect.objectContaining({ callback: expect.any(Function) }))
})
