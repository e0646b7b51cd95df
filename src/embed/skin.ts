// What embeds have in common: hosts may frame them, problems are HTML documents, and a path can pin a release.
import type { FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { documentHeaders } from '../http/headers.ts'
import { problemDocuments } from '../http/problemPages.ts'
import { releaseInQuery } from '../http/release.ts'
import type { RequestedRelease } from '../http/skins.ts'
import { embedDocument } from '../markup/document.ts'

export function embedSkin({
  publicUrl,
  theme,
  frameAncestors,
}: {
  publicUrl: string
  theme: ThemeName
  frameAncestors: string
}) {
  return {
    name: 'embeds',
    paths: ['/embed/*'],
    headers: documentHeaders(frameAncestors),
    problem: problemDocuments({ publicUrl, theme }, (parts, { code }) =>
      embedDocument({ ...parts, id: code, state: 'error' }),
    ),
    release: (request: FastifyRequest) => {
      const [inQuery, inPath] = [releaseInQuery(request), releaseInPath(request)]
      return inQuery?.id === inPath?.id ? inPath : (inQuery ?? inPath)
    },
  }
}

function releaseInPath({ url }: FastifyRequest): RequestedRelease | undefined {
  const id = /^\/embed\/r\/([^/?]+)\//.exec(url)?.[1]
  return id === undefined ? undefined : { id, in: 'path' }
}
