// npm run dev: serves data/, schema/ and src/, and restarts on every valid change there.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsx = ['--import', 'tsx']
const SETTLE_MS = 150

let server: ChildProcess | undefined
let folder: string | undefined
let timer: NodeJS.Timeout | undefined

function stop(): void {
  server?.kill()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}

/** On mistakes the running server stays. A fresh folder each time, because a draft keeps its release id. */
function restart(): void {
  if (spawnSync(process.execPath, [...tsx, 'src/commands/check.ts'], { cwd: root, stdio: 'inherit' }).status !== 0)
    return
  const previous = server
  const startServer = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    folder = mkdtempSync(join(tmpdir(), 'toolkit-dev-'))
    server = spawn(process.execPath, [...tsx, 'src/commands/start.ts'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, RELEASES_DIR: folder },
    })
  }
  if (previous === undefined || previous.exitCode !== null) startServer()
  else {
    previous.removeAllListeners('exit')
    previous.once('exit', startServer)
    previous.kill()
  }
}

for (const watched of ['data', 'schema', 'src']) {
  watch(join(root, watched), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(restart, SETTLE_MS)
  })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop()
    process.exit(0)
  })
}
restart()
