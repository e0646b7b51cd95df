// The configuration: environment variables, validated and frozen. All of them are optional.
import { createPublicKey } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import { describeIssue, valueAt } from './content/issues.ts'
import { type ThemeName, themeNames } from './content/themes.ts'

const httpAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address, such as https://toolkit.example.nhs.uk' })
  .refine((url) => !/[?#]/.test(url), 'must have no query and no fragment')
  .transform((url) => url.replace(/\/+$/, ''))

const sourceAddress = httpAddress.refine(
  (url) => !/^https?:\/\/[^/]*@/.test(url),
  'must have no name and password in it',
)

const ed25519PublicKey = z
  .string()
  .refine(
    isEd25519PublicKey,
    'must be a public key of Ed25519 in base64, the one line within what "openssl pkey -pubout" prints',
  )

function isEd25519PublicKey(base64: string): boolean {
  try {
    return (
      createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType ===
      'ed25519'
    )
  } catch {
    return false
  }
}

const port = z.coerce.number().int().min(1).max(65535)

/** IP addresses and ranges (`10.0.0.0/8`), separated by commas. */
const ipRanges = z
  .string()
  .transform((text) => text.split(',').map((range) => range.trim()))
  .refine(
    (ranges) => ranges.every(isIpRange),
    'must be addresses or ranges joined by commas, such as "192.0.2.7,10.0.0.0/8"',
  )

function isIpRange(range: string): boolean {
  const [address = '', bits, ...more] = range.split('/')
  const version = isIP(address)
  return (
    version !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  )
}

/** Matches IP addresses against ranges. */
export function ipMatcher(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Sources of the directive frame-ancestors: https://*.sharepoint.com, intranet:8080, 'self'. */
const ancestorSource = /^(?:'self'|(?:https?:\/\/)?(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?:\d{1,5}|\*))?)$/i
const frameAncestors = z
  .string()
  .transform((value) => value.trim().split(/\s+/).join(' '))
  .refine(
    (value) =>
      value === '*' ||
      value === "'none'" ||
      value.split(' ').every((source) => ancestorSource.test(source) && !/^(self|none)$/i.test(source)),
    'must be * or hosts with spaces between them, such as ' +
      '"https://intranet.example.nhs.uk https://*.sharepoint.com"; ' +
      "'self' and 'none' in quotation marks",
  )

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1').meta({ description: 'The address to listen on.' }),
  PORT: port.default(3000).meta({ description: 'The port to listen on.' }),
  PUBLIC_URL: httpAddress
    .optional()
    .meta({ description: 'The address that links are made with; may hold a path. Default: http://127.0.0.1:{PORT}.' }),
  RELEASES_DIR: z.string().min(1).default('.releases').meta({ description: 'The folder of releases.' }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ description: 'What is logged; `debug` adds a line for each request.' }),
  TRUST_PROXY: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        'The proxies whose X-Forwarded-For is believed: addresses or ranges joined by commas, ' +
        'such as `loopback` or `10.0.0.0/8`.',
    }),
  ANSWER_CACHE_MB: z.coerce
    .number()
    .int()
    .min(0)
    .max(65536)
    .default(16)
    .meta({ description: 'How many megabytes of ready-made answers are kept; 0 keeps none.' }),
  RELEASE_SOURCE: sourceAddress.optional().meta({
    description:
      'Where releases are fetched from: `{address}/releases` of another node, ' +
      'or the address of a folder that `npm run publish-release` wrote.',
  }),
  RELEASE_POLL: z.coerce
    .number()
    .int()
    .min(1)
    .max(86_400)
    .default(30)
    .meta({ description: 'Seconds between two looks at the source.' }),
  RELEASE_PUBLIC_KEY: ed25519PublicKey.optional().meta({
    description:
      'The key whose owner must have signed a release, or it is not fetched: Ed25519, the base64 line of its PEM form.',
  }),
  RELEASE_PRIVATE_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Of `npm run publish-release` alone: the PEM file of the key that it signs with.' }),
  WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .meta({ description: 'How many processes serve, on one port.' }),
  SHED_DELAY: z.coerce.number().int().min(0).max(60_000).default(200).meta({
    description:
      'Milliseconds of mean delay of the event loop over which requests are refused with 503; 0 never refuses.',
  }),
  RATE_LIMIT: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .default(6000)
    .meta({ description: 'Requests a minute that one client may make; 0 is no limit.' }),
  RATE_LIMIT_ALLOW: ipRanges.optional().meta({
    description: 'Clients that have no limit, besides this machine itself: addresses or ranges joined by commas.',
  }),
  METRICS_PORT: port
    .optional()
    .meta({ description: 'The port of `/metrics`, for Prometheus. Without it nothing is counted.' }),
  METRICS_HOST: z.string().min(1).default('127.0.0.1').meta({ description: 'The address that `/metrics` listens on.' }),
  REPORT_URL: z
    .url({ protocol: /^(https?|mailto)$/, error: 'must be an http, https or mailto address' })
    .optional()
    .meta({ description: 'Where items tell people to report an error.' }),
  EMBED_FRAME_ANCESTORS: frameAncestors.default('*').meta({
    description:
      'Who may frame embeds: `*`, or hosts with spaces between them; every page around the frame must be one of them.',
  }),
  EMBED_THEME: z
    .enum(themeNames)
    .default('plain')
    .meta({ description: 'The look of embeds that name none, and of pages: `plain`, `nhs-like` or `contrast`.' }),
})

export const environmentVariables = Object.entries(Environment.shape).map(([name, schema]) => ({
  name,
  description: schema.meta()?.description ?? '',
}))

export type Config = Readonly<{
  host: string
  port: number
  publicUrl: string
  releasesDir: string
  logLevel: string
  trustProxy: string | undefined
  responseCacheMb: number
  reportUrl: string | null
  releaseSource: Readonly<{ address: string; publicKey: string | undefined; pollMs: number }> | undefined
  privateKeyFile: string | undefined
  workers: number
  shedDelayMs: number
  rateLimit: Readonly<{ perMinute: number; allow: readonly string[] }>
  metrics: Readonly<{ host: string; port: number }> | undefined
  embedFrameAncestors: string
  embedTheme: ThemeName
}>

/** @throws Error with a sentence for each invalid variable. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  // Compose files and service managers set empty variables for unset ones.
  const nonEmpty = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(nonEmpty)
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues
        .map((issue) => `${String(issue.path[0])} ${describeIssue(issue, valueAt(nonEmpty, issue.path))}`)
        .join('\n'),
    )
  }
  const { HOST, PORT, PUBLIC_URL, RELEASES_DIR, LOG_LEVEL, TRUST_PROXY, REPORT_URL, ...others } = parsed.data
  if (others.METRICS_PORT === PORT && others.METRICS_HOST === HOST)
    throw new Error(`METRICS_PORT must be another port than PORT (got "${PORT}" for both)`)
  return Object.freeze({
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? `http://127.0.0.1:${PORT}`,
    releasesDir: RELEASES_DIR,
    logLevel: LOG_LEVEL,
    trustProxy: TRUST_PROXY,
    responseCacheMb: others.ANSWER_CACHE_MB,
    reportUrl: REPORT_URL ?? null,
    releaseSource:
      others.RELEASE_SOURCE === undefined
        ? undefined
        : { address: others.RELEASE_SOURCE, publicKey: others.RELEASE_PUBLIC_KEY, pollMs: others.RELEASE_POLL * 1000 },
    privateKeyFile: others.RELEASE_PRIVATE_KEY_FILE,
    workers: others.WORKERS,
    shedDelayMs: others.SHED_DELAY,
    rateLimit: { perMinute: others.RATE_LIMIT, allow: others.RATE_LIMIT_ALLOW ?? [] },
    metrics: others.METRICS_PORT === undefined ? undefined : { host: others.METRICS_HOST, port: others.METRICS_PORT },
    embedFrameAncestors: others.EMBED_FRAME_ANCESTORS,
    embedTheme: others.EMBED_THEME,
  })
}
