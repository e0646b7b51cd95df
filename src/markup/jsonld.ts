// An item as JSON-LD in the vocabulary of https://schema.org, inline in its page.
import type { Guidance } from '../content/guidance.ts'
import type { Item } from '../content/kinds.ts'
import { type Html, trustedHtml } from './html.ts'
import { CONTENT_LANGUAGE } from './language/languages.ts'

type ItemData = {
  item: Item
  guidance: Guidance | null
  release: { id: string; publishedAt: string }
  publicUrl: string
  site: string
}

export function itemJsonLd({ item, guidance, release, publicUrl, site }: ItemData): Html {
  const { licence, links, attribution } = item
  const data = {
    '@context': 'https://schema.org',
    '@id': links.iri,
    ...typeProperties(item, guidance, publicUrl),
    name: item.name,
    description: item.kind === 'mapping' ? item.reason : item.summary,
    url: links.page,
    inLanguage: CONTENT_LANGUAGE,
    ...(item.kind === 'term'
      ? {}
      : {
          license: licence.text.url,
          creditText: attribution.text,
          version: release.id,
          dateModified: release.publishedAt,
          isPartOf: { '@type': 'WebSite', name: site, url: `${publicUrl}/` },
          ...(links.source === null ? {} : { isBasedOn: links.source }),
        }),
  }
  return jsonLdScript(data)
}

/** A script element with data. Characters that could end it are escaped as JSON, which HTML does not read. */
export function jsonLdScript(data: object): Html {
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return trustedHtml(`<script type="application/ld+json">${text}</script>\n`)
}

function typeProperties(item: Item, guidance: Guidance | null, publicUrl: string): Record<string, unknown> {
  const steps = guidance?.steps ?? []
  if (item.kind === 'tool')
    return {
      '@type': steps.length > 0 ? 'HowTo' : 'CreativeWork',
      ...(item.aliases.length > 0 ? { alternateName: item.aliases } : {}),
      ...(steps.length > 0
        ? { step: steps.map((step, i) => ({ '@type': 'HowToStep', position: i + 1, text: step.markdown })) }
        : {}),
    }
  if (item.kind === 'route' || item.kind === 'guide')
    return {
      '@type': 'HowTo',
      step: item.steps.map((step, i) => ({
        '@type': 'HowToStep',
        position: i + 1,
        ...('why' in step
          ? { text: step.why }
          : { name: step.name, ...(step.text === null ? {} : { text: step.text }) }),
      })),
    }
  if (item.kind === 'term')
    return {
      '@type': 'DefinedTerm',
      ...(item.alternatives.length > 0 ? { alternateName: item.alternatives } : {}),
      inDefinedTermSet: `${publicUrl}/terms`,
    }
  return { '@type': 'CreativeWork' }
}
