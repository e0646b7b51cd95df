// What an item is to machines that read pages: JSON-LD in the words of https://schema.org, as inline data that nothing runs.
import type { Guidance } from '../content/guidance.ts'
import type { Item } from '../content/kinds.ts'
import { type Html, trusted } from './html.ts'
import { CONTENT_LANGUAGE } from './language/languages.ts'

type Told = {
  item: Item
  guidance: Guidance | null
  release: { id: string; publishedAt: string }
  publicUrl: string
  site: string
}

export function itemData({ item, guidance, release, publicUrl, site }: Told): Html {
  const { licence, links, attribution } = item
  const data = {
    '@context': 'https://schema.org',
    '@id': links.iri,
    ...typed(item, guidance, publicUrl),
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
  return dataBlock(data)
}

/** Characters that could end the element, or begin another, are spelled so that JSON reads them and HTML does not. */
export function dataBlock(data: object): Html {
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return trusted(`<script type="application/ld+json">${text}</script>\n`)
}

function typed(item: Item, guidance: Guidance | null, publicUrl: string): Record<string, unknown> {
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
