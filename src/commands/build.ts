// npm run build: puts what the service consists of into few files. Node reads them in half the time, and half the memory, that the thousand modules take.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec'
import { build } from 'esbuild'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const STALE_MS = 24 * 60 * 60 * 1000

/**
 * What npm starts, and what the benchmark takes. Each stands in the build where it stands in src/, and what several share one folder
 * deep: what finds files by its own address must be in src/ itself, or needed by one entry alone.
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

/** These stay where npm put them: one has a native part, one reads files that stand beside it, and one is in CommonJS and imported late, where names of it are not found in a bundle. */
const external = ['better-sqlite3', '@fastify/swagger-ui', 'n3']

/** What packages in CommonJS expect to find. */
const COMMON_JS =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;"

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
    // What is imported when it is first needed stays apart until then.
    splitting: true,
    external,
    banner: { js: COMMON_JS },
    sourcemap: true,
    sourcesContent: false,
    // Names stay, for the stacks of errors; lines stay short, because Node shows the one where an error was thrown.
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

/** Node reads every map when it starts: those of packages would be most of what it reads, and take more room than the packages. */
function trimSourceMap(file: string): void {
  const map = JSON.parse(readFileSync(file, 'utf8')) as { sources: string[]; mappings: string }
  const ours = map.sources.map((source) => !source.includes('/node_modules/'))
  const sources = map.sources.filter((_, i) => ours[i])
  if (sources.length === 0) return removeSourceMap(file)
  const places = map.sources.map((source) => sources.indexOf(source))
  let isOurs = false
  const mappings = decode(map.mappings).map((line) =>
    line.flatMap(([column, source, ...original]): SourceMapSegment[] => {
      const wasOurs = isOurs
      isOurs = source !== undefined && (ours[source] as boolean)
      if (isOurs) return [[column, places[source as number] as number, ...original] as SourceMapSegment]
      // Where something begins that is not ours.
      return wasOurs ? [[column]] : []
    }),
  )
  writeFileSync(file, JSON.stringify({ ...map, sources, mappings: encode(mappings) }))
}

/** Of a file that has no line of ours: Node would read all of it again, to know where its lines end. */
function removeSourceMap(file: string): void {
  const code = file.slice(0, -'.map'.length)
  writeFileSync(code, readFileSync(code, 'utf8').replace(/\/\/# sourceMappingURL=.*\n*$/, ''))
  rmSync(file)
}

/** What earlier builds left. Not at once: a server that was started from it may not have read all of it yet. */
function removeStale(fresh: ReadonlySet<string>): void {
  for (const entry of readdirSync(join(root, '.build'), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && !fresh.has(relative(root, file)) && statSync(file).mtimeMs < Date.now() - STALE_MS)
      rmSync(file)
  }
}
