// SVG as PNG, drawn with a font of our own, so that it looks the same on every machine. Nothing is loaded before the first picture.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const { resolve } = createRequire(import.meta.url)
const fonts = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf'].map(
  (file) => `@expo-google-fonts/arimo/${file}`,
)
const deflated = promisify(deflate)

/** Of the process: the renderer can be started once. */
let started: Promise<Buffer[]> | undefined
/** Pictures are drawn one after another, so that other requests come between two of them. */
let last: Promise<unknown> = Promise.resolve()

async function start(): Promise<Buffer[]> {
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return Promise.all(fonts.map((font) => readFile(resolve(font))))
}

/** A drawing as PNG, in this width. */
export async function png(svg: string, family: string, width: number): Promise<Buffer> {
  const before = last
  const drawing = (async () => {
    await before.catch(() => undefined)
    const fontBuffers = await (started ??= start())
    await setImmediate()
    return draw(svg, { font: { fontBuffers, defaultFontFamily: family }, fitTo: { mode: 'width', value: width } })
  })()
  last = drawing
  const { scanlines, height } = await drawing
  return encoded(scanlines, width, height)
}

/** The lines of a picture as PNG has them: each begins with its filter, which is none. */
function draw(svg: string, options: ConstructorParameters<typeof Resvg>[1]): { scanlines: Buffer; height: number } {
  const resvg = new Resvg(svg, options)
  const image = resvg.render()
  const { width, height, pixels } = image
  const scanlines = Buffer.alloc(height * (1 + width * 4))
  for (let y = 0; y < height; y++)
    scanlines.set(pixels.subarray(y * width * 4, (y + 1) * width * 4), y * (1 + width * 4) + 1)
  image.free()
  resvg.free()
  return { scanlines, height }
}

/** https://www.w3.org/TR/png-3/: eight bits each of red, green, blue and opacity. The renderer's own encoder would hold up the event loop. */
async function encoded(scanlines: Buffer, width: number, height: number): Promise<Buffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', await deflated(scanlines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
