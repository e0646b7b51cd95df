// A headless browser from an npm package, which needs nothing else of the machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium as playwright, type Page } from 'playwright-core'
import { realContent, type Served, serve } from '../support/app.ts'

/** Not passed on: they make the browser laxer than those of visitors, or less stable. */
const excludedArgs = ['--disable-web-security', '--allow-running-insecure-content', '--single-process', '--no-zygote']
const extraArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Unpacks the browser, its libraries and its fonts into a folder. */
async function unpackBrowser(
  folder: string,
): Promise<{ executablePath: string; args: string[]; env: Record<string, string> }> {
  const before = { ...process.env }
  // The package unpacks into the temporary folder, and its libraries only on what looks like AWS Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' })
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    const fonts = join(folder, 'fonts.conf')
    writeFileSync(
      fonts,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`,
    )
    const args = chromium.args.filter((arg) => !excludedArgs.includes(arg) && !arg.startsWith('--headless'))
    return {
      executablePath,
      args,
      env: {
        ...(before as Record<string, string>),
        TMPDIR: folder,
        HOME: folder,
        LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
        FONTCONFIG_FILE: fonts,
      },
    }
  } finally {
    for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name]
    Object.assign(process.env, before)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** What a page did while it was open. */
export type Watched = {
  page: Page
  complaints: string[]
  elsewhere: string[]
  failed: string[]
  cookies(): Promise<string[]>
}
export type Options = { javaScriptEnabled?: boolean; bypassCSP?: boolean; width?: number }
export type Browser = {
  served: Served
  address: string
  open(path: string, options?: Options): Promise<Watched>
  /** Opens the first of the given sites: HTML by host, such as `intranet.test`. */
  visit(sites: Record<string, string>, options?: Options): Promise<Watched>
  close(): Promise<void>
}

/**
 * A listening app over the real content, and a browser that resolves it as http://toolkit.test; and as
 * http://toolkit.localhost, which is a secure context like HTTPS.
 */
export async function browse(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-browser-'))
  const port = await freePort()
  const address = `http://toolkit.test:${port}`
  const served = await serve([realContent()], { environment: { PUBLIC_URL: address } })
  await served.app.listen({ host: '127.0.0.1', port })
  const { executablePath, args, env } = await unpackBrowser(folder)
  const browser = await playwright.launch({
    executablePath,
    env,
    args: [
      ...args,
      ...extraArgs,
      '--host-resolver-rules=MAP toolkit.test 127.0.0.1, MAP toolkit.localhost 127.0.0.1, MAP * ~NOTFOUND',
    ],
  })

  async function watch({ javaScriptEnabled = true, bypassCSP = false, width = 1280 }: Options = {}): Promise<Watched> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled, bypassCSP })
    context.setDefaultTimeout(120_000)
    const page = await context.newPage()
    const watched: Watched = {
      page,
      complaints: [],
      elsewhere: [],
      failed: [],
      cookies: async () => (await context.cookies()).map(({ name }) => name),
    }
    page.on(
      'console',
      (message) => ['error', 'warning'].includes(message.type()) && watched.complaints.push(message.text()),
    )
    page.on('pageerror', (error) => watched.complaints.push(error.message))
    page.on(
      'request',
      (request) =>
        !/^(data|blob):/.test(request.url()) &&
        new URL(request.url()).origin !== address &&
        watched.elsewhere.push(request.url()),
    )
    page.on('requestfailed', (request) => watched.failed.push(`${request.url()} ${request.failure()?.errorText}`))
    page.on(
      'response',
      (response) => response.status() >= 400 && watched.failed.push(`${response.url()} ${response.status()}`),
    )
    return watched
  }

  return {
    served,
    address,
    async open(path, options) {
      const watched = await watch(options)
      await watched.page.goto(`${address}${path}`)
      return watched
    },
    async visit(sites, options) {
      const watched = await watch(options)
      for (const [host, body] of Object.entries(sites))
        await watched.page.route(`http://${host}/`, (route) => route.fulfill({ contentType: 'text/html', body }))
      await watched.page.goto(`http://${Object.keys(sites)[0]}/`)
      return watched
    },
    async close() {
      await browser.close()
      await served.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
