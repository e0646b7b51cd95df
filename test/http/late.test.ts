// What is made late is made once, and again where it failed.
import { expect, test } from 'vitest'
import { late } from '../../src/http/late.ts'

test('what is asked for many times is made once', async () => {
  let made = 0
  const get = late(async () => ++made)
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1])
  expect(await get()).toBe(1)
})

test('what failed is made again when it is asked for again, and those who asked together are told together', async () => {
  let tries = 0
  const get = late(async () => {
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
