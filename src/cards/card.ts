// An item's card: its guidance, whole or one module, as Markdown and as HTML, always with its source, licence, version and review.
import { type Guidance, type ModuleName, moduleTitles, type Prose, writtenModules } from '../content/guidance.ts'

export type Card = {
  name: string
  summary: string
  address: string
  /** The modules to show, in order. */
  modules: ModuleName[]
  guidance: Guidance
  /** What an item at the other end of a link is called, and where it is. */
  linked: (id: string) => { name: string; address: string }
  version: string
  review: { status: string; on: string | null; next: string | null }
  licence: { name: string; url: string }
  attribution: { text: string; url: string }
}

export function allModules(guidance: Guidance): ModuleName[] {
  return writtenModules(guidance)
}

const numbered: ReadonlySet<ModuleName> = new Set(['steps'])

function reviewWords({ status, on, next }: Card['review']): string {
  const last = status === 'reviewed' ? `Last reviewed ${on ?? 'on an unrecorded date'}` : 'Not yet reviewed'
  return `${last}${next === null ? '' : `, next review ${next}`}`
}

const minutesOf = (range: { min: number; max: number } | null) => (range === null ? 'unknown' : range.min === range.max ? `${range.min} minutes` : `${range.min} to ${range.max} minutes`)

function needsWords(needs: NonNullable<Guidance['needs']>): string {
  return `Time to prepare: ${minutesOf(needs.prepare)}; to run: ${minutesOf(needs.run)}; to write up: ${minutesOf(needs.writeUp)}. Set by ${needs.setBy}.`
}

/** What a module holds, in one of two spellings. */
type Spelling = {
  prose(prose: Prose): string
  list(entries: string[], ordered: boolean): string
  inline(prose: Prose): string
  link(text: string, address: string): string
  text(text: string): string
}

function moduleBody(card: Card, name: ModuleName, say: Spelling): string {
  const { guidance, linked } = card
  const linkTo = (id: string) => {
    const { name: called, address } = linked(id)
    return say.link(called, address)
  }
  if (name === 'follows' || name === 'leadsTo') return say.list(guidance[name].map(linkTo), false)
  if (name === 'answers' || name === 'tools') return say.list(guidance[name].map((help) => `${linkTo(help.item)}: ${say.inline(help.text)}`), false)
  if (name === 'references') return say.list(guidance.references.map((r) => (r.url === null ? say.text(r.text) : say.link(r.text, r.url))), false)
  if (name === 'needs') {
    const needs = guidance.needs as NonNullable<Guidance['needs']>
    const people = needs.people === null ? [] : [say.inline(needs.people)]
    return say.list([...people, ...needs.materials.map(say.inline), say.text(needsWords(needs))], false)
  }
  const value = guidance[name]
  return Array.isArray(value) ? say.list(value.map(say.inline), numbered.has(name)) : say.prose(value as Prose)
}

const markdownSpelling: Spelling = {
  prose: (prose) => prose.markdown.trim(),
  list: (entries, ordered) => entries.map((entry, i) => `${ordered ? `${i + 1}.` : '-'} ${entry}`).join('\n'),
  inline: (prose) => prose.markdown.trim().replaceAll('\n', ' '),
  link: (text, address) => `[${text.replace(/[[\]]/g, '\\$&')}](${address})`,
  text: (text) => text,
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const htmlSpelling: Spelling = {
  prose: (prose) => prose.html,
  list: (entries, ordered) => `<${ordered ? 'ol' : 'ul'}>\n${entries.map((entry) => `<li>${entry}</li>`).join('\n')}\n</${ordered ? 'ol' : 'ul'}>`,
  // One paragraph alone in a list needs no paragraph of its own.
  inline: (prose) => (/^<p>(?:(?!<p>)[\s\S])*<\/p>$/.test(prose.html) ? prose.html.slice(3, -4) : prose.html),
  link: (text, address) => `<a href="${escapeHtml(address)}">${escapeHtml(text)}</a>`,
  text: escapeHtml,
}

export function cardMarkdown(card: Card): string {
  const modules = card.modules.map((name) => `## ${moduleTitles[name]}\n\n${moduleBody(card, name, markdownSpelling)}`)
  const { attribution, licence, version, review } = card
  const foot = `[${card.name}](${card.address}). Source: [${attribution.text}](${attribution.url}) Licence of the text: [${licence.name}](${licence.url}). Version ${version}. ${reviewWords(review)}.`
  return `${[`# ${card.name}`, card.summary, ...modules, '---', foot].join('\n\n')}\n`
}

/** A piece of HTML without a document round it; every prose in it was sanitised when the release was baked. */
export function cardHtml(card: Card): string {
  const modules = card.modules.map((name) => `<section>\n<h2>${moduleTitles[name]}</h2>\n${moduleBody(card, name, htmlSpelling)}\n</section>`)
  const { attribution, licence, version, review } = card
  const foot = `<footer><p><a href="${escapeHtml(card.address)}">${escapeHtml(card.name)}</a>. Source: <a href="${escapeHtml(attribution.url)}">${escapeHtml(attribution.text)}</a> Licence of the text: <a href="${escapeHtml(licence.url)}">${escapeHtml(licence.name)}</a>. Version ${escapeHtml(version)}. ${escapeHtml(reviewWords(review))}.</p></footer>`
  return `<article>\n<h1>${escapeHtml(card.name)}</h1>\n<p>${escapeHtml(card.summary)}</p>\n${modules.join('\n')}\n${foot}\n</article>\n`
}
