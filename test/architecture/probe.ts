// Imports modules in a process of its own and prints the side effects: `probe.ts FOLDER MODULE…`.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { Server, Socket } from 'node:net'
import { pathToFileURL } from 'node:url'

const [folder = '', ...modules] = process.argv.slice(2)
const effects: string[] = []
let importing = ''

function spyOn(object: object, names: readonly string[], counts: () => boolean = () => true): void {
  const members = object as Record<string, (...values: unknown[]) => unknown>
  for (const name of names) {
    const original = members[name] as (...values: unknown[]) => unknown
    members[name] = function (this: unknown, ...values: unknown[]) {
      if (importing !== '' && counts()) effects.push(`${importing}: ${name}`)
      return original.apply(this, values)
    }
  }
}

const writes = [
  'appendFile',
  'copyFile',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'symlink',
  'truncate',
  'unlink',
  'writeFile',
]
const reads = [
  'open',
  'openSync',
  'readFileSync',
  'readdirSync',
  'existsSync',
  'statSync',
  'readFile',
  'readdir',
  'createReadStream',
]
spyOn(fs, [...writes, ...writes.map((name) => `${name}Sync`), 'createWriteStream', 'watch', 'watchFile'])
spyOn(fs.promises, writes)
// Node reads the modules themselves: only reads by our code count.
const byOurs = () => new Error().stack?.includes(folder) ?? false
spyOn(fs, reads, byOurs)
spyOn(fs.promises, ['open', 'readFile', 'readdir', 'stat'], byOurs)
spyOn(Server.prototype, ['listen'])
spyOn(Socket.prototype, ['connect'])
// Opening a database loads a native addon.
spyOn(process, ['dlopen', 'on'])
syncBuiltinESMExports()

const activeHandles = () =>
  process.getActiveResourcesInfo().filter((name) => /^(Timeout|Immediate|FSEventWrap|ProcessWrap)$/.test(name)).length
for (const path of modules) {
  const before = activeHandles()
  importing = path
  await import(pathToFileURL(`${folder}/${path}`).href)
  importing = ''
  if (activeHandles() > before) effects.push(`${path}: goes on`)
}
fs.writeSync(1, JSON.stringify({ imported: modules.length, effects: [...new Set(effects)] }))
process.exit(0)
