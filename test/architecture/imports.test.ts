// Imports in src/ follow the layers, and packages are used only where they belong.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../support/app.ts'
import { rules } from './rules.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

async function runCruise(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    ['src'],
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: rules.map(({ at: _at, wrong: _wrong, ...rule }) => rule) },
      // Imports of types couple folders too.
      tsPreCompilationDeps: true,
      doNotFollow: { path: ['node_modules'] },
    },
    { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'require', 'default'] } as never,
  )
  return output as ICruiseResult
}

let ours: ICruiseResult
beforeAll(async () => {
  ours = await runCruise(root)
})

test('src/ follows every rule', () => {
  expect(
    ours.summary.violations.map(
      ({ rule, from, to }) =>
        `${from} → ${to} (${rule.name}: ${rules.find(({ name }) => name === rule.name)?.comment})`,
    ),
  ).toEqual([])
})

test('every module and import of src/ is checked', () => {
  const seen = ours.modules.map(({ source }) => source).filter((source) => source.startsWith('src/'))
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `src/${path}`)
  expect(seen.sort()).toEqual(files.sort())
  expect(seen.length).toBeGreaterThanOrEqual(70)
  expect(ours.summary.totalDependenciesCruised).toBeGreaterThanOrEqual(300)
  expect(
    ours.modules.flatMap(({ source, dependencies }) =>
      dependencies.filter(({ couldNotResolve }) => couldNotResolve).map(({ module }) => `${source}: ${module}`),
    ),
  ).toEqual([])
})

test('every folder of src/ has a rule of its own', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  expect(
    folders.filter(
      (folder) => folder !== 'commands' && !rules.some(({ name }) => name.startsWith(`${folder}-imports-`)),
    ),
  ).toEqual([])
})

test('every rule detects an import that violates it', async () => {
  const folder = temporaryFolder()
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const targets = [...new Set(rules.map(({ at }) => at.split('/')[1] as string)), 'load', 'store', 'commands'].filter(
    (name) => !name.endsWith('.ts'),
  )
  for (const target of targets) write(`src/${target}/right.ts`, 'export type Right = 1\n')
  write('src/server.ts', 'export type Right = 1\n')
  const expected: string[] = []
  const texts = new Map<string, string>([['src/mapping/wrong-round.ts', "import './wrong-no-circle.ts'\n"]])
  for (const { name, at, wrong } of rules) {
    const file = at.endsWith('.ts') ? at : `${at}/wrong-${name}.ts`
    texts.set(
      file,
      `${texts.get(file) ?? ''}import type { Right } from '${wrong}'\nexport type Wrong${texts.size} = Right\n`,
    )
    expected.push(`${name} ${file}`)
  }
  for (const [path, text] of texts) write(path, text)

  const { summary } = await runCruise(folder)
  const caught = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`))
  expect(expected.filter((violation) => !caught.has(violation))).toEqual([])
  expect(expected.length).toBeGreaterThanOrEqual(27)
  expect([...caught].filter((violation) => violation.endsWith('/right.ts'))).toEqual([])
})
