// Runs a TypeScript file as a process of its own, as `tsx` does, with no more of the environment than it is given.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export type Environment = Record<string, string>
export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }
export type Started = {
  child: ChildProcessWithoutNullStreams
  /** Resolves once a line of its output matches; rejects where it ends before. */
  says(line: string | RegExp): Promise<void>
  /** What it wrote so far. */
  said(): string
  ended: Promise<Ended>
}

/** Starts a file of the checkout in `folder`; it is killed with the test at the latest. */
export function start(file: string, args: string[] = [], environment: Environment = {}, folder = root): Started {
  return startNode(['--import', 'tsx', file, ...args], environment, folder)
}

/** Starts Node with these arguments; it is killed with the test at the latest. */
export function startNode(args: string[], environment: Environment, folder: string): Started {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [out, err] = ['', ''].map((text, i) => {
    const collected = { text }
    child[i === 0 ? 'stdout' : 'stderr'].setEncoding('utf8').on('data', (piece: string) => (collected.text += piece))
    return collected
  }) as [{ text: string }, { text: string }]
  const lines = createInterface({ input: child.stdout })
  const said: string[] = []
  lines.on('line', (line) => said.push(line))
  const fits = (line: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? line === wanted : wanted.test(line)
  return {
    child,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        if (said.some((line) => fits(line, wanted))) resolve()
        lines.on('line', (line) => fits(line, wanted) && resolve())
        lines.on('close', () => reject(new Error(`it ended without saying ${wanted}: ${out.text}${err.text}`)))
      }),
    said: () => out.text,
    ended: once(child, 'close').then(([code, signal]) => ({ code, signal, stdout: out.text, stderr: err.text })),
  }
}

/** Runs a file to its end. */
export async function run(
  file: string,
  args: string[] = [],
  environment: Environment = {},
  folder = root,
): Promise<Ended> {
  return start(file, args, environment, folder).ended
}

/** A port that nothing uses. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
