// What stands in schema/ is what the code and the content make of it.
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { contract } from '../../src/commands/contract.ts'

const folder = new URL('../../schema/', import.meta.url)
const written = ['toolkit.graphql']
let generated: Map<string, string>

beforeAll(async () => {
  generated = await contract()
})

function committed(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, folder), 'utf8')
  } catch {
    return undefined
  }
}

test('every generated file is committed as it is generated now', () => {
  const stale = [...generated].filter(([path, text]) => committed(path) !== text).map(([path]) => `schema/${path}`)
  expect(stale, 'out of date: run `npm run schema` and commit what it writes').toEqual([])
  expect(generated.size).toBeGreaterThanOrEqual(15)
})

test('nothing stands there that is neither generated nor written by hand', () => {
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'))
  expect(there.sort()).toEqual([...generated.keys(), ...written].sort())
})
