// Runs a TypeScript file as a process of its own, with only the given environment.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export type Environment = Record<string, string>
export type Exit = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }
export type RunningProcess = {
  child: ChildProcessWithoutNullStreams
  /** Resolves once a line of its output matches; rejects where it ends before. */
  waitForLine(line: string | RegExp): Promise<void>
  /** What it wrote so far. */
  output(): string
  exit: Promise<Exit>
}

/** Starts a file of the checkout in `folder`; it is killed with the test at the latest. */
export function start(file: string, args: string[] = [], environment: Environment = {}, folder = root): RunningProcess {
  return startNode(['--import', 'tsx', file, ...args], environment, folder)
}

/** Starts Node with these arguments; it is killed with the test at the latest. */
export function startNode(args: string[], environment: Environment, folder: string): RunningProcess {
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
  const output: string[] = []
  lines.on('line', (line) => output.push(line))
  const fits = (line: string, expected: string | RegExp) =>
    typeof expected === 'string' ? line === expected : expected.test(line)
  return {
    child,
    waitForLine: (expected) =>
      new Promise((resolve, reject) => {
        if (output.some((line) => fits(line, expected))) resolve()
        lines.on('line', (line) => fits(line, expected) && resolve())
        lines.on('close', () => reject(new Error(`it ended without saying ${expected}: ${out.text}${err.text}`)))
      }),
    output: () => out.text,
    exit: once(child, 'close').then(([code, signal]) => ({ code, signal, stdout: out.text, stderr: err.text })),
  }
}

/** Runs a file to its end. */
export async function run(
  file: string,
  args: string[] = [],
  environment: Environment = {},
  folder = root,
): Promise<Exit> {
  return start(file, args, environment, folder).exit
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
