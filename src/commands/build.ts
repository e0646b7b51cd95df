// npm run build: bundles the service, which halves its start time and memory.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec'
import { build } from 'esbuild'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const STALE_MS = 24 * 60 * 60 * 1000

/**
 * The entry points of npm scripts and of the benchmark. Each keeps its path below src/; shared chunks are one folder
 * deep. So a module that finds files by import.meta.url must be in src/ itself, or be used by one entry alone.
 */
const entries = [
  'commands/bake.ts',
  'commands/serve.ts',
  'commands/start.ts',
  'commands/worker.ts',
  'server.ts',
  'app.ts',
  'queries/toolkit.ts',
  'store/releases.ts',
]

/** Not bundled: a native addon, a package that reads files beside its code, and a CommonJS one imported lazily. */
const external = ['better-sqlite3', '@fastify/swagger-ui', 'n3']

/** Globals that CommonJS packages expect. */
const COMMON_JS =
  "import { createRequire as requireFrom } from 'node:module'; " +
  'const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;'

await run(async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => `src/${entry}`),
    outbase: 'src',
    outdir: '.build',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // Keeps dynamic imports lazy.
    splitting: true,
    external,
    banner: { js: COMMON_JS },
    sourcemap: true,
    sourcesContent: false,
    // Names are kept for stack traces; lines are short, because Node prints the one that throws.
    minifyWhitespace: true,
    lineLimit: 200,
    legalComments: 'external',
    metafile: true,
    logLevel: 'warning',
  })
  const outputs = Object.keys(metafile.outputs)
  for (const file of outputs.filter((name) => name.endsWith('.map'))) trimSourceMap(join(root, file))
  removeStale(new Set(outputs))
})

/** Removes packages from a source map: Node loads maps on start, and those of packages are larger than the packages. */
function trimSourceMap(file: string): void {
  const map = JSON.parse(readFileSync(file, 'utf8')) as { sources: string[]; mappings: string }
  const isOursBySource = map.sources.map((source) => !source.includes('/node_modules/'))
  const sources = map.sources.filter((_, i) => isOursBySource[i])
  if (sources.length === 0) return removeSourceMap(file)
  const newIndexes = map.sources.map((source) => sources.indexOf(source))
  let isOurs = false
  const mappings = decode(map.mappings).map((line) =>
    line.flatMap(([column, source, ...original]): SourceMapSegment[] => {
      const wasOurs = isOurs
      isOurs = source !== undefined && (isOursBySource[source] as boolean)
      if (isOurs) return [[column, newIndexes[source as number] as number, ...original] as SourceMapSegment]
      // Marks where code of a package begins.
      return wasOurs ? [[column]] : []
    }),
  )
  writeFileSync(file, JSON.stringify({ ...map, sources, mappings: encode(mappings) }))
}

/** For a file without our code: Node would read the whole file for its line lengths. */
function removeSourceMap(file: string): void {
  const code = file.slice(0, -'.map'.length)
  writeFileSync(code, readFileSync(code, 'utf8').replace(/\/\/# sourceMappingURL=.*\n*$/, ''))
  rmSync(file)
}

/** Removes files of earlier builds after a while: a running server may still import them. */
function removeStale(fresh: ReadonlySet<string>): void {
  for (const entry of readdirSync(join(root, '.build'), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && !fresh.has(relative(root, file)) && statSync(file).mtimeMs < Date.now() - STALE_MS)
      rmSync(file)
  }
}
