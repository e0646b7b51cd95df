// Generated edits of the small world: valid changes between two releases.
import fc from 'fast-check'
import type { Content } from '../../src/content/content.ts'
import { load } from '../../src/load/load.ts'
import { releaseFile, worldFiles } from '../support/world.ts'

/** What is done to one of the files, and with which text. */
export type Edit = {
  what: 'add' | 'reword' | 'rename' | 'withdraw' | 'succeed' | 'delete' | 'restore' | 'remap' | 'guide'
  which: number
  text: string
}

export const edits = fc.array(
  fc.record<Edit>({
    what: fc.constantFrom('add', 'reword', 'rename', 'withdraw', 'succeed', 'delete', 'restore', 'remap', 'guide'),
    which: fc.nat(50),
    text: fc.stringMatching(/^[a-z]{2,8}( [a-zé"<&]{1,6}){0,2}$/),
  }),
  { minLength: 0, maxLength: 6 },
)

type Files = Record<string, string>
/** Kinds that are rarely referenced, so that most edits leave the content valid. */
const editable = /^(tools|terms|worksheets|guides|activities|questions|methodologies\/lean\/elements)\//
const mappings = 'methodologies/lean/mappings/tools.yaml'
let fresh = 0

function edited(files: Files, { what, which, text }: Edit): Files {
  const paths = Object.keys(files)
    .filter((path) => editable.test(path))
    .sort()
  const path = paths[which % paths.length] as string
  const yaml = files[path] as string
  const { [path]: _, ...others } = files
  const [, folder = '', slug = ''] = /^(.*)\/([^/]+)\.yaml$/.exec(path) ?? []
  const neighbour = paths
    .find((other) => other !== path && other.startsWith(`${folder}/`) && !other.slice(folder.length + 1).includes('/'))
    ?.slice(folder.length + 1)
    .replace('.yaml', '')
  const isWithdrawn = yaml.includes('\nwithdrawn:')
  switch (what) {
    case 'add':
      return {
        ...files,
        [`terms/new-${++fresh}.yaml`]: `name: ${JSON.stringify(text)}\ndefinition: New.\nprovenance: { basis: published, urls: [https://example.org/] }\n`,
      }
    case 'reword':
      return {
        ...files,
        [path]: yaml.replace(/^(name|text): .*/, (_line, field) => `${field}: ${JSON.stringify(text)}`),
      }
    case 'rename': {
      if (yaml.includes('\nformerSlugs:')) return files
      const renamed = `${slug}-${++fresh}`
      const id = folder.includes('/') ? `lean:${slug}` : `${folder.replace(/ies$/, 'y').replace(/s$/, '')}:${slug}`
      const follow = (body: string) =>
        body.replaceAll(id, id.replace(/:.*/, `:${renamed}`)).replaceAll(`: ${slug}, `, `: ${renamed}, `)
      return {
        ...Object.fromEntries(Object.entries(others).map(([name, body]) => [name, follow(body)])),
        [`${folder}/${renamed}.yaml`]: `${yaml}formerSlugs: [${slug}]\n`,
      }
    }
    case 'withdraw':
    case 'succeed':
      if (isWithdrawn) return files
      return {
        ...files,
        [path]: `${yaml}withdrawn: { on: 2026-02-01, reason: ${JSON.stringify(text)}${what === 'succeed' && neighbour !== undefined ? `, successor: ${neighbour}` : ''} }\n`,
      }
    case 'restore':
      return { ...files, [path]: yaml.replace(/\nwithdrawn: .*\n/, '\n') }
    case 'delete':
      return others
    case 'remap':
      return {
        ...files,
        [mappings]: (files[mappings] as string)
          .replace(/confidence: 0\.\d/, `confidence: 0.${1 + (which % 9)}`)
          .replace(which % 2 === 0 ? 'lean:flow' : 'lean:pull', which % 2 === 0 ? 'lean:pull' : 'lean:flow'),
      }
    case 'guide':
      return {
        ...files,
        [path]:
          folder === 'tools'
            ? `${yaml.replace(/guidance: .*\n/, '')}guidance: { purpose: ${JSON.stringify(text)} }\n`
            : yaml,
      }
  }
}

/** The releases that follow one another where each list of edits is made on the content before; an edit that would leave it unsound is not made. */
export function editions(rounds: readonly (readonly Edit[])[]): Content[] {
  let files: Files = worldFiles
  const contents = [contentOf(files, 1) as Content]
  rounds.forEach((round, i) => {
    for (const edit of round) {
      const next = edited(files, edit)
      if (contentOf(next, i + 2) !== undefined) files = next
    }
    contents.push(contentOf(files, i + 2) as Content)
  })
  return contents
}

function contentOf(files: Files, n: number): Content | undefined {
  return load(Object.entries({ ...files, ...releaseFile(`2026.${n}`) }).map(([path, text]) => ({ path, text }))).content
}
