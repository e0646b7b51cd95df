// The modules of guidance as HTML and as Markdown, with one layout for both.
import type { Guidance, ModuleName, Prose } from '../content/guidance.ts'
import { escapeHtml, type Html, trustedHtml } from './html.ts'
import type { Language } from './language/languages.ts'
import { itemLink, outwardLink } from './links.ts'
import { interfaceLang, type RenderContext } from './renderContext.ts'

/** The name of an item, by its id. */
export type NameOf = (id: string) => string

const numberedModules: ReadonlySet<ModuleName> = new Set(['steps'])

/** How each part of a module is written: as HTML or as Markdown. */
type Format = {
  language: Language
  prose(prose: Prose): string
  list(entries: string[], isOrdered: boolean): string
  inline(prose: Prose): string
  /** Text of the interface, not of the content. */
  interfaceText(text: string): string
  text(text: string): string
  item(id: string): string
  reference(text: string, address: string): string
}

function formatModule(guidance: Guidance, name: ModuleName, format: Format): string {
  if (name === 'follows' || name === 'leadsTo') return format.list(guidance[name].map(format.item), false)
  if (name === 'answers' || name === 'tools')
    return format.list(
      guidance[name].map((entry) => `${format.item(entry.item)}: ${format.inline(entry.text)}`),
      false,
    )
  if (name === 'references')
    return format.list(
      guidance.references.map((r) => (r.url === null ? format.text(r.text) : format.reference(r.text, r.url))),
      false,
    )
  if (name === 'needs') {
    const needs = guidance.needs as NonNullable<Guidance['needs']>
    const { minutes, sentence } = format.language.needs
    const times = sentence(minutes(needs.prepare), minutes(needs.run), minutes(needs.writeUp), needs.setBy)
    return format.list(
      [
        ...(needs.people === null ? [] : [format.inline(needs.people)]),
        ...needs.materials.map(format.inline),
        format.interfaceText(times),
      ],
      false,
    )
  }
  const value = guidance[name]
  return Array.isArray(value)
    ? format.list(value.map(format.inline), numberedModules.has(name))
    : format.prose(value as Prose)
}

export function moduleMarkdown(
  guidance: Guidance,
  name: ModuleName,
  language: Language,
  nameOf: NameOf,
  addressOf: (id: string) => string,
): string {
  const link = (text: string, address: string) => `[${text.replace(/[[\]]/g, '\\$&')}](${address})`
  return formatModule(guidance, name, {
    language,
    prose: (prose) => prose.markdown.trim(),
    list: (entries, isOrdered) => entries.map((entry, i) => `${isOrdered ? `${i + 1}.` : '-'} ${entry}`).join('\n'),
    inline: (prose) => prose.markdown.trim().replaceAll('\n', ' '),
    interfaceText: (text) => text,
    text: (text) => text,
    item: (id) => link(nameOf(id), addressOf(id)),
    reference: link,
  })
}

export function moduleHtml(context: RenderContext, guidance: Guidance, name: ModuleName, nameOf: NameOf): Html {
  return trustedHtml(
    formatModule(guidance, name, {
      language: context.language,
      // Sanitised when the release was baked.
      prose: (prose) => prose.html,
      list: (entries, isOrdered) => {
        const tag = isOrdered ? 'ol' : 'ul'
        return [`<${tag}>`, ...entries.map((entry) => `<li>${entry}</li>`), `</${tag}>`].join('\n')
      },
      // A single paragraph in a list entry needs no element of its own.
      inline: (prose) => (/^<p>(?:(?!<p>)[\s\S])*<\/p>$/.test(prose.html) ? prose.html.slice(3, -4) : prose.html),
      interfaceText: (text) =>
        interfaceLang(context).toString() === ''
          ? escapeHtml(text)
          : `<span${interfaceLang(context)}>${escapeHtml(text)}</span>`,
      text: escapeHtml,
      item: (id) => itemLink(context, id, nameOf(id)).toString(),
      reference: (text, address) => outwardLink(context, address, text).toString(),
    }),
  )
}
