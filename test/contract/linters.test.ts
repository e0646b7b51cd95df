// The OpenAPI document passes two linters that know nothing of each other.
import { readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectralCore from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'
import { expect, test } from 'vitest'

const source = readFileSync(new URL('../../schema/openapi.json', import.meta.url), 'utf8')
/** The same document with one thing wrong that any linter of OpenAPI must see. */
const broken = source.replace('"operationId": "list_tools"', '"operationId": "list_strands"')

async function redocly(text: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config })
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`)
}

async function spectral(text: string): Promise<string[]> {
  const linter = new spectralCore.Spectral()
  // Off: examples.test.ts holds each example to its schema; this rule compiles every schema anew to say the same.
  linter.setRuleset({ extends: [[rulesets.oas, 'recommended']], rules: { 'oas3-valid-media-example': 'off' } } as never)
  const ERROR = 0
  return (await linter.run(text))
    .filter(({ severity }) => severity === ERROR)
    .map(({ code, message, path }) => `${code}: ${message} ${path.join('/')}`)
}

test('Redocly finds no error', async () => {
  expect(await redocly(source)).toEqual([])
})

test('Spectral finds no error', async () => {
  expect(await spectral(source)).toEqual([])
})

test('both find an error where there is one', async () => {
  expect(broken).not.toBe(source)
  expect((await redocly(broken)).join()).toContain('operation-operationId-unique')
  expect((await spectral(broken)).join()).toContain('operation-operationId-unique')
})
