// The whole toolkit as a website in a zip, generated while it is streamed.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import yazl from 'yazl'
import {
  collectionKinds,
  collectionPath,
  type Item,
  itemId,
  type Kind,
  kindNames,
  definitionOf,
} from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { credit, itemCredit, releaseCredit } from '../markup/credit.ts'
import { snapshotDocument } from '../markup/document.ts'
import { type Html, html } from '../markup/html.ts'
import { itemArticle } from '../markup/item.ts'
import { languages } from '../markup/language/languages.ts'
import { itemList } from '../markup/list.ts'
import { availableParts } from '../markup/parts.ts'
import type { RenderContext } from '../markup/renderContext.ts'
import { sheet } from '../markup/style/sheet.ts'
import { toolkitMapArticle } from '../markup/toolkitMap.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import type { ItemPage } from '../queries/itemPage.ts'

const language = languages.en
const STYLESHEET = 'toolkit.css'
const CHECKSUMS = 'SHA256SUMS'

/** Files are rendered one after another as they are sent, so that only one is in memory. */
export async function* toolkitZip(toolkit: Toolkit, theme: ThemeName): AsyncGenerator<Buffer> {
  const zip = new yazl.ZipFile()
  const checksums: string[] = []
  const options = { mtime: new Date(toolkit.info.publishedAt), mode: 0o100644, forceDosTimestamp: true }
  const addFile = (path: string, render: () => string | Promise<string>) =>
    zip.addReadStreamLazy(path, options, (callback) => {
      setImmediate()
        .then(render)
        .then((text) => {
          checksums.push(`${createHash('sha256').update(text).digest('hex')}  ${path}\n`)
          callback(null, Readable.from([Buffer.from(text)]))
        })
        .catch((error: Error) => callback(error, Readable.from([])))
    })
  // An error ends the response, which would otherwise never finish.
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error))

  addFile(STYLESHEET, () => sheet)
  addFile('index.html', async () =>
    renderPage(toolkit, theme, {
      path: 'index.html',
      title: language.site,
      canonical: `${toolkit.publicUrl}/`,
      main: async (context) => html`
        ${toolkitMapArticle(context, await toolkit.map())}
        ${collectionLinks()}
      `,
    }),
  )
  for (const kind of collectionKinds) {
    const { collection } = definitionOf(kind)
    const path = `${collection}/index.html`
    addFile(path, () =>
      renderPage(toolkit, theme, {
        path,
        title: language.collections[kind],
        canonical: `${toolkit.publicUrl}/${collection}`,
        main: async (context) => collectionList(context, kind, await allItems(toolkit, kind)),
      }),
    )
  }
  for (const kind of kindNames) {
    for (const slug of toolkit.of(kind).slugs()) {
      const path = `${collectionPath(itemId(kind, slug))}.html`
      addFile(path, () => renderItemPage(toolkit, theme, path, toolkit.itemPage(kind, slug) as ItemPage))
    }
  }
  zip.addReadStreamLazy(CHECKSUMS, options, (callback) =>
    callback(null, Readable.from([Buffer.from(checksums.join(''))])),
  )
  zip.end()
  for await (const chunk of zip.outputStream as Readable) yield chunk as Buffer
}

/** The relative address of the root, for links from a file of the zip. */
const relativeRoot = (path: string) => '../'.repeat(path.split('/').length - 1)

function renderContextAt(path: string): RenderContext {
  return {
    language,
    headingLevel: 1,
    prefix: '',
    addressOf: (id) => `${relativeRoot(path)}${collectionPath(id)}.html`,
    isFramed: false,
  }
}

async function renderPage(
  toolkit: Toolkit,
  theme: ThemeName,
  {
    path,
    title,
    canonical,
    main,
  }: { path: string; title: string; canonical: string; main: (context: RenderContext) => Promise<Html> },
): Promise<string> {
  const context = renderContextAt(path)
  return snapshotDocument({
    language,
    theme,
    title,
    canonical,
    style: { path: `${relativeRoot(path)}${STYLESHEET}` },
    navigation: navigation(path),
    main: await main(context),
    footer: credit(context, releaseCredit(toolkit.info, canonical, toolkit.reportUrl), toolkit.info),
  })
}

function renderItemPage(toolkit: Toolkit, theme: ThemeName, path: string, itemPage: ItemPage): string {
  const context = renderContextAt(path)
  const { item } = itemPage
  return snapshotDocument({
    language,
    theme,
    title: item.name,
    canonical: item.links.page,
    style: { path: `${relativeRoot(path)}${STYLESHEET}` },
    navigation: navigation(path),
    main: itemArticle(context, itemPage, availableParts(itemPage)),
    footer: credit(context, itemCredit(item), toolkit.info),
  })
}

function navigation(path: string): Html {
  return path === 'index.html'
    ? html``
    : html`
        <nav class="crumbs" aria-label="${language.navigation.main}">\
          <a href="${relativeRoot(path)}index.html">${language.site}</a>\
        </nav>
      `
}

function collectionLinks(): Html {
  const link = (kind: Kind) =>
    html`<a href="${definitionOf(kind).collection}/index.html">${language.collections[kind]}</a>`
  return html`
    <ul class="tiles part">
      ${collectionKinds.map((kind) => html`<li>${link(kind)}</li>\n`)}
    </ul>
  `
}

function collectionList(context: RenderContext, kind: Kind, items: Item[]): Html {
  return itemList(context, { kind, items, total: items.length, filter: undefined, next: null })
}

async function allItems(toolkit: Toolkit, kind: Kind): Promise<Item[]> {
  const items: Item[] = []
  for await (const rows of toolkit.of(kind).streamAll({})) items.push(...rows.map(({ fields }) => fields))
  return items
}
