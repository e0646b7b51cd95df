// GraphiQL, an editor for queries, with every file of it from our own origin.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const require = createRequire(import.meta.url)
const fileOf = (name: string, path: string) => join(dirname(require.resolve(`${name}/package.json`)), path)

const files = {
  'react.js': { from: ['react', 'umd/react.production.min.js'], type: 'text/javascript; charset=utf-8' },
  'react-dom.js': { from: ['react-dom', 'umd/react-dom.production.min.js'], type: 'text/javascript; charset=utf-8' },
  'graphiql.js': { from: ['graphiql', 'graphiql.min.js'], type: 'text/javascript; charset=utf-8' },
  'graphiql.css': { from: ['graphiql', 'graphiql.min.css'], type: 'text/css; charset=utf-8' },
} as const

const firstQuery = `# Tools that serve the Analyse phase of Six Sigma, and why.
{
  tools(first: 5, filter: { element: ["six-sigma:analyse"] }) {
    totalCount
    nodes {
      name
      mappings {
        relation
        strength
        reason
        element {
          name
          methodology { name }
        }
      }
    }
  }
}
`

const defaultQuery = JSON.stringify(firstQuery)

const start = (address: string) => `const fetcher = GraphiQL.createFetcher({ url: ${JSON.stringify(address)} });
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: ${defaultQuery}, defaultEditorToolsVisibility: true })
);
`

const loadingNotice = (base: string) =>
  'Loading the editor. It needs JavaScript; the schema can be read at ' +
  `<a href="${base}/schema.graphql">schema.graphql</a>.`

const page = (base: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL – Improvement Toolkit API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}/graphiql/graphiql.css">
<style>html, body, #graphiql { height: 100%; margin: 0 }</style>
</head>
<body>
<div id="graphiql">${loadingNotice(base)}</div>
<script src="${base}/graphiql/react.js" defer></script>
<script src="${base}/graphiql/react-dom.js" defer></script>
<script src="${base}/graphiql/graphiql.js" defer></script>
<script src="${base}/graphiql/start.js" defer></script>
</body>
</html>
`

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
  "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action " +
  "'none'; frame-ancestors 'none'"

export async function graphiql(app: FastifyInstance, { publicUrl }: { publicUrl: string }): Promise<void> {
  app.useSkin({ name: 'graphiql', paths: ['/graphiql', '/graphiql/*'], release: 'none' })
  app.get('/graphiql', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('cache-control', 'public, max-age=300')
      .send(page(publicUrl)),
  )
  app.get('/graphiql/start.js', async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(start(`${publicUrl}/graphql`)),
  )
  for (const [name, { from, type }] of Object.entries(files)) {
    const read = () => readFileSync(fileOf(...(from as unknown as [string, string])))
    let bytes: Buffer | undefined
    app.get(`/graphiql/${name}`, async (_request, reply) => {
      bytes ??= read()
      return reply.type(type).header('cache-control', 'public, max-age=86400').send(bytes)
    })
  }
}
