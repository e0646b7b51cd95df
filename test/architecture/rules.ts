// The layers of src/: which folders may import which, and where packages may be used, each with its reason.
import type { IForbiddenRuleType } from 'dependency-cruiser'

/** A rule, and an import that breaks it: from a file in `at`, of `wrong`. */
export type Rule = IForbiddenRuleType & { name: string; comment: string; at: string; wrong: string }

const skins = ['rest', 'graphql', 'embed', 'pages', 'exports']
const shared = ['queries', 'search', 'content', 'http', 'markup', 'pictures', 'problems.ts']

/** What a folder may import from src besides itself, why no more, and something that it may not. */
const folders: Record<string, { may: string[]; because: string; wrong: string }> = {
  content: { may: [], because: 'The nouns are what everything else is made from.', wrong: '../load/right.ts' },
  load: {
    may: ['content'],
    because: 'Files become content, whatever is done with it then.',
    wrong: '../store/right.ts',
  },
  search: {
    may: ['problems.ts'],
    because: 'Search is pure: it reads what it is given and knows neither database nor web.',
    wrong: '../store/right.ts',
  },
  store: {
    may: ['content', 'search'],
    because: 'A release is content that was baked, however the content came and whoever asks.',
    wrong: '../queries/right.ts',
  },
  mapping: {
    may: ['content'],
    because: 'The rules of mapping are pure: no database and no web.',
    wrong: '../store/right.ts',
  },
  pictures: {
    may: ['content', 'mapping'],
    because: 'A picture is drawn from what it is given.',
    wrong: '../queries/right.ts',
  },
  markup: {
    may: ['content', 'pictures'],
    because: 'HTML is laid out from what it is given, for whichever skin.',
    wrong: '../queries/right.ts',
  },
  queries: {
    may: ['store', 'content', 'mapping', 'search', 'problems.ts'],
    because: 'The questions do not know how they are asked.',
    wrong: '../http/right.ts',
  },
  http: {
    may: ['content', 'markup', 'problems.ts', 'config.ts'],
    because: 'What the skins share knows the nouns and none of the skins, and asks no question.',
    wrong: '../queries/right.ts',
  },
  ...Object.fromEntries(
    skins.map((skin) => [
      skin,
      {
        may: shared,
        because: 'A skin asks the questions: it builds no filter of its own, opens no release and needs no other skin.',
        wrong: '../store/right.ts',
      },
    ]),
  ),
}

/** Packages that only these folders may import. Commands and the server compose, and may import anything. */
const packages: { names: string[]; only: string[]; because: string }[] = [
  {
    names: ['yaml'],
    only: ['load'],
    because: 'Content is read in one place, which knows the file and line of everything.',
  },
  {
    names: ['fs', 'fs/promises'],
    only: ['load', 'store', 'graphql/graphiql.ts', 'embed/png.ts'],
    because:
      'Files are touched where content is read and releases are kept, so that no request depends on a disk; only the files of GraphiQL, and the fonts and the renderer of pictures, are read besides, once.',
  },
  {
    names: ['better-sqlite3'],
    only: ['store'],
    because: 'A release is opened in one place, read-only, after it was checked.',
  },
  { names: ['drizzle-orm'], only: ['store', 'queries'], because: 'The questions are the only code that selects.' },
  {
    names: ['markdown-it', 'sanitize-html'],
    only: ['store'],
    because: 'Markdown is rendered once, when a release is baked.',
  },
  {
    names: ['graphql', 'graphql-http', 'graphql-query-complexity', 'mercurius'],
    only: ['graphql'],
    because: 'GraphQL is one skin: taking it off must not touch the others.',
  },
  {
    names: ['lru-cache'],
    only: ['graphql', 'http', 'queries', 'search', 'store'],
    because: 'What is kept in memory is bounded, in the few places that keep anything.',
  },
  {
    names: ['@resvg/resvg-wasm'],
    only: ['embed/png.ts'],
    because: 'Pictures are drawn as SVG; one module makes PNG of them, for those who take nothing else.',
  },
  {
    names: ['prom-client', '@fastify/rate-limit'],
    only: ['http'],
    because: 'What is counted, and how much a client may ask for, is the same for every skin.',
  },
  {
    names: ['@fastify/swagger', 'fastify-type-provider-zod'],
    only: ['http'],
    because: 'How routes become a document, and shapes become checks, is the same for every skin.',
  },
]

const within = (names: readonly string[]) =>
  `^src/(?:${names.map((name) => (name.endsWith('.ts') ? `${name.replace('.', '\\.')}$` : `${name}/`)).join('|')})`
/** A package by its name, whether or not it is installed where the import is looked for. */
const packaged = (names: readonly string[]) => `(?:^|node_modules/)(?:${names.join('|')})(?:/|$)`
const error = 'error' as const

export const rules: Rule[] = [
  ...Object.entries(folders).map(([folder, { may, because, wrong }]) => ({
    name: `${folder}-imports-${may.length === 0 ? 'nothing' : 'little'}-of-ours`,
    comment: `src/${folder} may import ${may.length === 0 ? 'nothing' : may.join(', ')} of src. ${because}`,
    severity: error,
    from: { path: within([folder]) },
    to: { path: '^src/', pathNot: within([folder, ...may]) },
    at: `src/${folder}`,
    wrong,
  })),
  ...skins.map((skin, i) => ({
    name: `${skin}-imports-no-other-skin`,
    comment: 'Skins never import one another: each can be taken off.',
    severity: error,
    from: { path: within([skin]) },
    to: { path: within(skins.filter((other) => other !== skin)) },
    at: `src/${skin}`,
    wrong: `../${skins[(i + 1) % skins.length]}/right.ts`,
  })),
  ...packages.map(({ names, only, because }) => ({
    name: `${(names[0] as string).replace(/\W+/g, ' ').trim().replaceAll(' ', '-')}-only-in-${only.join('-and-')}`,
    comment: `Only ${only.map((folder) => `src/${folder}`).join(' and ')} may import ${names.join(', ')}. ${because}`,
    severity: error,
    from: { path: '^src/', pathNot: within([...only, 'commands', 'server.ts']) },
    to: { path: packaged(names) },
    at: 'src/rest',
    wrong: names[0] === 'fs' ? 'node:fs' : (names.at(-1) as string),
  })),
  {
    name: 'content-is-zod-only',
    comment: 'Content types are zod, and the distance between two words; a noun needs nothing else.',
    severity: error,
    from: { path: within(['content']) },
    to: { pathNot: ['^src/', packaged(['zod', 'fastest-levenshtein'])] },
    at: 'src/content',
    wrong: 'node:path',
  },
  {
    name: 'mapping-markup-and-pictures-are-pure',
    comment: 'What they give depends on what they are given, and on no package.',
    severity: error,
    from: { path: within(['mapping', 'markup', 'pictures']) },
    to: { pathNot: '^src/' },
    at: 'src/mapping',
    wrong: 'node:crypto',
  },
  {
    name: 'no-web-below-the-skins',
    comment: 'Content, releases and questions are used from commands and tests without a server.',
    severity: error,
    from: { path: within(['content', 'load', 'store', 'mapping', 'search', 'queries', 'markup', 'pictures']) },
    to: { path: packaged(['fastify', 'fastify-[a-z-]+', '@fastify/[a-z-]+']) },
    at: 'src/queries',
    wrong: 'fastify',
  },
  {
    name: 'settings-and-problems-know-content-only',
    comment: 'Every layer may import config.ts and problems.ts, so they may import none.',
    severity: error,
    from: { path: within(['config.ts', 'problems.ts']) },
    to: { path: '^src/', pathNot: within(['content', 'config.ts', 'problems.ts']) },
    at: 'src/problems.ts',
    wrong: './http/right.ts',
  },
  {
    name: 'nothing-imports-commands',
    comment: 'A command parses arguments, calls one function and sets the exit code: it is where a process begins.',
    severity: error,
    from: { path: '^src/', pathNot: within(['commands']) },
    to: { path: within(['commands']) },
    at: 'src/app.ts',
    wrong: './commands/right.ts',
  },
  {
    name: 'only-commands-import-the-server',
    comment: 'The server is the one module that touches the process.',
    severity: error,
    from: { path: '^src/', pathNot: within(['commands', 'server.ts']) },
    to: { path: within(['server.ts']) },
    at: 'src/app.ts',
    wrong: './server.ts',
  },
  {
    name: 'no-circle',
    comment: 'Modules that import one another can only be understood, and loaded, together.',
    severity: error,
    from: {},
    to: { circular: true },
    at: 'src/mapping',
    wrong: './wrong-round.ts',
  },
]
