// A process of its own: imports the modules that its arguments name, and prints what importing them did besides defining things.
// The first argument is the folder whose modules may not even read.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { Server, Socket } from 'node:net'
import { pathToFileURL } from 'node:url'

const [folder = '', ...modules] = process.argv.slice(2)
const effects: string[] = []
let importing = ''

function watched(object: object, names: readonly string[], counts: () => boolean = () => true): void {
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
watched(fs, [...writes, ...writes.map((name) => `${name}Sync`), 'createWriteStream', 'watch', 'watchFile'])
watched(fs.promises, writes)
// Node itself reads what is imported: only what a module of ours asks for counts.
const byOurs = () => new Error().stack?.includes(folder) ?? false
watched(fs, reads, byOurs)
watched(fs.promises, ['open', 'readFile', 'readdir', 'stat'], byOurs)
watched(Server.prototype, ['listen'])
watched(Socket.prototype, ['connect'])
// Opening a database loads its native part.
watched(process, ['dlopen', 'on'])
syncBuiltinESMExports()

const held = () =>
  process.getActiveResourcesInfo().filter((name) => /^(Timeout|Immediate|FSEventWrap|ProcessWrap)$/.test(name)).length
for (const path of modules) {
  const before = held()
  importing = path
  await import(pathToFileURL(`${folder}/${path}`).href)
  importing = ''
  if (held() > before) effects.push(`${path}: goes on`)
}
fs.writeSync(1, JSON.stringify({ imported: modules.length, effects: [...new Set(effects)] }))
process.exit(0)
