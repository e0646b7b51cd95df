// What the tests of embeds share: validating HTML, and weighing an embed.
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({ extends: ['html-validate:standard'] })

export async function validationErrors(name: string, html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${name} ${line}:${column} ${ruleId}: ${message}`),
  )
}

/** The compressed size of an embed together with its stylesheet and script, in bytes. */
export async function transferSize(app: FastifyInstance, url: string): Promise<number> {
  const { body } = await app.inject(url)
  const paths = [...body.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)].map(
    (match) => match[1] as string,
  )
  if (paths.length !== 2) throw new Error(`${url} loads ${paths.join(', ')}, and should load a style and a script`)
  const files = await Promise.all(paths.map(async (path) => (await app.inject(path)).body))
  return [body, ...files].reduce((sum, text) => sum + gzipSync(text).length, 0)
}
