// Environment → one frozen, validated configuration. None of the variables is needed to start.
import { z } from 'zod'
import { describeIssue, valueAt } from './content/issues.ts'
import { type ThemeName, themeNames } from './content/themes.ts'

const publicAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address, such as https://toolkit.example.nhs.uk' })
  .refine((url) => !/[?#]/.test(url), 'must have no query and no fragment')
  .transform((url) => url.replace(/\/+$/, ''))

/** Sources as the directive frame-ancestors takes them: https://intranet.example.nhs.uk, https://*.sharepoint.com, intranet:8080, 'self'. */
const ancestor = /^(?:'self'|(?:https?:\/\/)?(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?:\d{1,5}|\*))?)$/i
const ancestors = z
  .string()
  .transform((value) => value.trim().split(/\s+/).join(' '))
  .refine((value) => value === '*' || value === "'none'" || value.split(' ').every((source) => ancestor.test(source) && !/^(self|none)$/i.test(source)), "must be * or hosts with spaces between them, such as \"https://intranet.example.nhs.uk https://*.sharepoint.com\"; 'self' and 'none' in quotation marks")

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1').meta({ description: 'The address to listen on.' }),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000).meta({ description: 'The port to listen on.' }),
  PUBLIC_URL: publicAddress.optional().meta({ description: 'The address that links are made with; may hold a path. Default: http://127.0.0.1:{PORT}.' }),
  RELEASES_DIR: z.string().min(1).default('.releases').meta({ description: 'The folder of releases.' }),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').meta({ description: 'What is logged; `debug` adds a line for each request.' }),
  TRUST_PROXY: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The proxies whose X-Forwarded-For is believed: addresses or ranges joined by commas, such as `loopback` or `10.0.0.0/8`.' }),
  ANSWER_CACHE_MB: z.coerce.number().int().min(0).max(65536).default(32).meta({ description: 'How many megabytes of ready-made answers are kept; 0 keeps none.' }),
  REPORT_URL: z.url({ protocol: /^(https?|mailto)$/, error: 'must be an http, https or mailto address' }).optional().meta({ description: 'Where items tell people to report an error.' }),
  EMBED_FRAME_ANCESTORS: ancestors.default('*').meta({ description: 'Who may frame embeds: `*`, or hosts with spaces between them; every page around the frame must be one of them.' }),
  EMBED_THEME: z.enum(themeNames).default('plain').meta({ description: 'The look of embeds that name none, and of pages: `plain`, `nhs-like` or `contrast`.' }),
})

export const environmentVariables = Object.entries(Environment.shape).map(([name, schema]) => ({ name, description: schema.meta()?.description ?? '' }))

export type Config = Readonly<{
  host: string
  port: number
  publicUrl: string
  releasesDir: string
  logLevel: string
  trustProxy: string | undefined
  answerCacheMb: number
  reportUrl: string | null
  embedFrameAncestors: string
  embedTheme: ThemeName
}>

/** @throws Error with a sentence for each variable that is not right. */
export function config(environment: Record<string, string | undefined>): Config {
  // An empty variable is one that is not set: compose files and service managers write them so.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${describeIssue(issue, valueAt(set, issue.path))}`).join('\n'))
  }
  const { HOST, PORT, PUBLIC_URL, RELEASES_DIR, LOG_LEVEL, TRUST_PROXY, ANSWER_CACHE_MB, REPORT_URL, EMBED_FRAME_ANCESTORS, EMBED_THEME } = parsed.data
  return Object.freeze({
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? `http://127.0.0.1:${PORT}`,
    releasesDir: RELEASES_DIR,
    logLevel: LOG_LEVEL,
    trustProxy: TRUST_PROXY,
    answerCacheMb: ANSWER_CACHE_MB,
    reportUrl: REPORT_URL ?? null,
    embedFrameAncestors: EMBED_FRAME_ANCESTORS,
    embedTheme: EMBED_THEME,
  })
}
