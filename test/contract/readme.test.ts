// What the README promises can be done: its commands exist, and nothing that exists is left unsaid.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { environmentVariables } from '../../src/config.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
/** npm runs these by itself, before or after the script that they are named after. */
const own = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name))

describe('the README', () => {
  test.each(['npm ci && npm start', 'npm ci && npm test'])('holds "%s" word for word', (command) => {
    expect(read('README.md')).toContain(command)
  })

  test('runs only scripts that exist', () => {
    const named = [...read('README.md').matchAll(/npm run (?:--?[\w-]+ )*([\w:-]+)/g)].map(
      (match) => match[1] as string,
    )
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
    expect(named.length).toBeGreaterThanOrEqual(6)
  })

  test('names every script', () => {
    const readme = read('README.md')
    const unnamed = own.filter((name) => !new RegExp(`npm (run )?${name}(?![\\w:-])`).test(readme))
    expect(unnamed).toEqual([])
    expect(own.length).toBeGreaterThanOrEqual(10)
  })

  test('names every variable of the environment', () => {
    const readme = read('README.md')
    expect(environmentVariables.filter(({ name }) => !readme.includes(`\`${name}\``)).map(({ name }) => name)).toEqual(
      [],
    )
    expect(environmentVariables.length).toBeGreaterThanOrEqual(7)
  })

  test('links to nothing in the repository that is not there', () => {
    const links = [...read('README.md').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
      (match) => match[1] as string,
    )
    const missing = links.filter((path) => {
      try {
        read(path)
      } catch (error) {
        return (error as { code: string }).code === 'ENOENT'
      }
      return false
    })
    expect(missing).toEqual([])
  })
})
