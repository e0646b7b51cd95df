// JSON-LD in the vocabulary of schema.org.
import { expect, test } from 'vitest'
import { itemJsonLd, jsonLdScript } from '../../src/markup/jsonld.ts'

test('data cannot end its script element', () => {
  expect(jsonLdScript({ name: '</script>&' }).toString()).toBe(
    '<script type="application/ld+json">{"name":"\\u003c/script\\u003e\\u0026"}</script>\n',
  )
})

test('an item is described with the properties of schema.org', () => {
  const item = {
    kind: 'term',
    name: 'Variation',
    summary: 'How much results differ.',
    alternatives: [],
    links: { iri: 'https://a.example/id/terms/variation', page: 'https://a.example/terms/variation' },
  } as never
  const publicUrl = 'https://a.example'
  const release = { id: '2026.1', publishedAt: '2026-01-01' }
  const markup = itemJsonLd({ item, guidance: null, release, publicUrl, site: 'Toolkit' }).toString()
  expect(JSON.parse(markup.replace(/<[^>]*>/g, ''))).toEqual({
    '@context': 'https://schema.org',
    '@id': 'https://a.example/id/terms/variation',
    '@type': 'DefinedTerm',
    name: 'Variation',
    description: 'How much results differ.',
    url: 'https://a.example/terms/variation',
    inLanguage: 'en',
    inDefinedTermSet: 'https://a.example/terms',
  })
})
