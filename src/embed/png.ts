// Renders SVG as PNG with a bundled font, the same on every machine; the renderer is loaded for the first image.
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
const deflateAsync = promisify(deflate)

/** At module level, since the renderer can be initialised only once in a process. */
let fontsLoaded: Promise<Buffer[]> | undefined
/** Images are rendered one after another, so that the event loop can serve other requests in between. */
let lastRendering: Promise<unknown> = Promise.resolve()

async function initRenderer(): Promise<Buffer[]> {
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return Promise.all(fonts.map((font) => readFile(resolve(font))))
}

export async function renderPng(svg: string, fontFamily: string, width: number): Promise<Buffer> {
  const previous = lastRendering
  const rendering = (async () => {
    await previous.catch(() => undefined)
    const fontBuffers = await (fontsLoaded ??= initRenderer())
    await setImmediate()
    return rasterize(svg, {
      font: { fontBuffers, defaultFontFamily: fontFamily },
      fitTo: { mode: 'width', value: width },
    })
  })()
  lastRendering = rendering
  const { scanlines, height } = await rendering
  return encodePng(scanlines, width, height)
}

/** Scanlines as PNG has them: each begins with its filter type, here 0 for none. */
function rasterize(
  svg: string,
  options: ConstructorParameters<typeof Resvg>[1],
): { scanlines: Buffer; height: number } {
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

/** 8-bit RGBA after https://www.w3.org/TR/png-3/. The renderer's own encoder would block the event loop. */
async function encodePng(scanlines: Buffer, width: number, height: number): Promise<Buffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', await deflateAsync(scanlines)),
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
