// The modules of guidance, each laid out in one way: as HTML and as Markdown.
import type { Guidance, ModuleName, Prose } from '../content/guidance.ts'
import { escaped, type Html, trusted } from './html.ts'
import type { Language } from './language/languages.ts'
import { itemLink, outwardLink } from './links.ts'
import { inLanguage, type Setting } from './setting.ts'

/** What an item is called that a module names. */
export type Names = (id: string) => string

const numbered: ReadonlySet<ModuleName> = new Set(['steps'])

/** How the pieces of a module are written in one of the two. */
type Spelling = {
  language: Language
  prose(prose: Prose): string
  list(entries: string[], ordered: boolean): string
  inline(prose: Prose): string
  /** Of our own, not of the content. */
  said(text: string): string
  text(text: string): string
  item(id: string): string
  reference(text: string, address: string): string
}

function body(guidance: Guidance, name: ModuleName, say: Spelling): string {
  if (name === 'follows' || name === 'leadsTo') return say.list(guidance[name].map(say.item), false)
  if (name === 'answers' || name === 'tools')
    return say.list(
      guidance[name].map((help) => `${say.item(help.item)}: ${say.inline(help.text)}`),
      false,
    )
  if (name === 'references')
    return say.list(
      guidance.references.map((r) => (r.url === null ? say.text(r.text) : say.reference(r.text, r.url))),
      false,
    )
  if (name === 'needs') {
    const needs = guidance.needs as NonNullable<Guidance['needs']>
    const { minutes, sentence } = say.language.needs
    const times = sentence(minutes(needs.prepare), minutes(needs.run), minutes(needs.writeUp), needs.setBy)
    return say.list(
      [
        ...(needs.people === null ? [] : [say.inline(needs.people)]),
        ...needs.materials.map(say.inline),
        say.said(times),
      ],
      false,
    )
  }
  const value = guidance[name]
  return Array.isArray(value) ? say.list(value.map(say.inline), numbered.has(name)) : say.prose(value as Prose)
}

export function moduleMarkdown(
  guidance: Guidance,
  name: ModuleName,
  language: Language,
  names: Names,
  addressOf: (id: string) => string,
): string {
  const link = (text: string, address: string) => `[${text.replace(/[[\]]/g, '\\$&')}](${address})`
  return body(guidance, name, {
    language,
    prose: (prose) => prose.markdown.trim(),
    list: (entries, ordered) => entries.map((entry, i) => `${ordered ? `${i + 1}.` : '-'} ${entry}`).join('\n'),
    inline: (prose) => prose.markdown.trim().replaceAll('\n', ' '),
    said: (text) => text,
    text: (text) => text,
    item: (id) => link(names(id), addressOf(id)),
    reference: link,
  })
}

export function moduleHtml(setting: Setting, guidance: Guidance, name: ModuleName, names: Names): Html {
  return trusted(
    body(guidance, name, {
      language: setting.language,
      // Sanitised when the release was baked.
      prose: (prose) => prose.html,
      list: (entries, ordered) =>
        `<${ordered ? 'ol' : 'ul'}>\n${entries.map((entry) => `<li>${entry}</li>`).join('\n')}\n</${ordered ? 'ol' : 'ul'}>`,
      // One paragraph alone in a list needs no paragraph of its own.
      inline: (prose) => (/^<p>(?:(?!<p>)[\s\S])*<\/p>$/.test(prose.html) ? prose.html.slice(3, -4) : prose.html),
      said: (text) =>
        inLanguage(setting).toString() === '' ? escaped(text) : `<span${inLanguage(setting)}>${escaped(text)}</span>`,
      text: escaped,
      item: (id) => itemLink(setting, id, names(id)).toString(),
      reference: (text, address) => outwardLink(setting, address, text).toString(),
    }),
  )
}
