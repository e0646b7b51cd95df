// Lazy values are created once, and again after a failure.
import { expect, test } from 'vitest'
import { lazy } from '../../src/http/lazy.ts'

test('a lazy value is created once', async () => {
  let calls = 0
  const get = lazy(async () => ++calls)
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1])
  expect(await get()).toBe(1)
})

test('a failure rejects all waiting callers, and the next call creates the value again', async () => {
  let tries = 0
  const get = lazy(async () => {
    tries++
    if (tries === 1) throw new Error('not yet')
    return tries
  })
  const [first, second] = [get(), get()]
  await expect(first).rejects.toThrow('not yet')
  await expect(second).rejects.toThrow('not yet')
  expect(tries).toBe(1)
  expect(await get()).toBe(2)
})
