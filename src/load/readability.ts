// Readability checks: advice on texts that are hard to read for busy staff.
import nlp from 'compromise'
import { flesch } from 'flesch'
import { syllable } from 'syllable'
import type { Content, Finding } from '../content/content.ts'
import { type Kind, kindNames } from '../content/kinds.ts'

/** Flesch reading ease: 50 suits most people who left school at 16, but the names of techniques lower it. */
const MIN_READING_EASE = 20
const MIN_LIST_LENGTH = 3
const MAX_LIST_LENGTH = 8
/** Shorter sentences may be repeated. */
const MIN_REPEATED_WORDS = 7
const bannedTerms = [
  'simply',
  'just',
  'leverage',
  'robust',
  'holistic',
  'utilise',
  'utilize',
  'obviously',
  'seamless',
  'cutting-edge',
  'best-in-class',
  'world-class',
]

type Piece = { kind: Kind; slug: string; path: (string | number)[]; text: string }

export function readabilityAdvice(content: Content): Finding[] {
  const pieces = [...piecesOf(content)]
  return [
    ...hardSummaries(pieces),
    ...stepsWithoutVerb(content),
    ...lists(content),
    ...repeated(pieces),
    ...bannedWords(pieces),
  ]
}

/** Every text of our own, without references and ids. */
function* piecesOf(content: Content): Generator<Piece> {
  for (const kind of kindNames) {
    for (const [slug, item] of content.items[kind])
      yield* texts(
        kind,
        slug,
        [],
        item,
        kind === 'mapping' ? ['reason'] : ['summary', 'definition', 'guidance', 'why', 'purpose'],
      )
  }
}

function* texts(
  kind: Kind,
  slug: string,
  path: (string | number)[],
  value: unknown,
  fields: readonly string[] | undefined,
): Generator<Piece> {
  if (typeof value === 'string') yield { kind, slug, path, text: value }
  else if (Array.isArray(value))
    for (const [i, entry] of value.entries()) yield* texts(kind, slug, [...path, i], entry, fields)
  else if (value !== null && typeof value === 'object') {
    for (const [name, entry] of Object.entries(value)) {
      if (
        name === 'item' ||
        name === 'references' ||
        name === 'setBy' ||
        name === 'follows' ||
        name === 'leadsTo' ||
        name === 'url'
      )
        continue
      if (fields === undefined || fields.includes(name))
        yield* texts(kind, slug, [...path, name], entry, name === 'guidance' ? undefined : fields)
      else if (Array.isArray(entry) && name === 'steps') yield* texts(kind, slug, [...path, name], entry, fields)
    }
  }
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}'’-]+/gu) ?? []
}

function sentencesIn(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

function hardSummaries(pieces: Piece[]): Finding[] {
  return pieces.flatMap(({ kind, slug, path, text }) => {
    if (path.at(-1) !== 'summary' && path.at(-1) !== 'definition') return []
    const words = wordsIn(text)
    if (words.length < 8) return []
    const ease = Math.round(
      flesch({
        sentence: sentencesIn(text).length,
        word: words.length,
        syllable: words.reduce((sum, word) => sum + syllable(word), 0),
      }),
    )
    return ease < MIN_READING_EASE
      ? [
          {
            kind,
            slug,
            path,
            message: `is hard to read (reading ease ${ease}; aim for 50, at least ${MIN_READING_EASE}): use shorter words and sentences`,
          },
        ]
      : []
  })
}

function stepsWithoutVerb(content: Content): Finding[] {
  return guided(content).flatMap(({ kind, slug, guidance }) =>
    (guidance.steps ?? []).flatMap((step, i) => {
      const first = wordsIn(step)[0] ?? ''
      // The imperative equals the infinitive, which the tagger recognises only within a sentence.
      const isVerb = nlp(`They ${first.toLowerCase()} it.`).has('they #Verb')
      return isVerb
        ? []
        : [
            {
              kind,
              slug,
              path: ['guidance', 'steps', i],
              message: `a step starts with a verb, and this one starts with "${first}"`,
            },
          ]
    }),
  )
}

function lists(content: Content): Finding[] {
  const counted = ['whenToUse', 'steps', 'tips', 'limits', 'prompts', 'start', 'done', 'outputs'] as const
  return guided(content).flatMap(({ kind, slug, guidance }) =>
    counted.flatMap((name) => {
      const length = guidance[name]?.length
      return length === undefined || (length >= MIN_LIST_LENGTH && length <= MAX_LIST_LENGTH)
        ? []
        : [
            {
              kind,
              slug,
              path: ['guidance', name],
              message: `has ${length} entries; from ${MIN_LIST_LENGTH} to ${MAX_LIST_LENGTH} can be taken in`,
            },
          ]
    }),
  )
}

function guided(content: Content) {
  return kindNames.flatMap((kind) =>
    kind === 'mapping'
      ? []
      : [...content.items[kind]].flatMap(([slug, { guidance }]) =>
          guidance === undefined ? [] : [{ kind, slug, guidance }],
        ),
  )
}

function repeated(pieces: Piece[]): Finding[] {
  const first = new Map<string, Piece>()
  return pieces.flatMap((piece) =>
    sentencesIn(piece.text).flatMap((sentence) => {
      if (wordsIn(sentence).length < MIN_REPEATED_WORDS) return []
      const key = wordsIn(sentence).join(' ').toLowerCase()
      const before = first.get(key)
      if (before === undefined) first.set(key, piece)
      return before === undefined
        ? []
        : [
            {
              kind: piece.kind,
              slug: piece.slug,
              path: piece.path,
              message: `the sentence "${sentence.slice(0, 60)}…" is in ${before.kind} "${before.slug}" too`,
            },
          ]
    }),
  )
}

function bannedWords(pieces: Piece[]): Finding[] {
  return pieces.flatMap(({ kind, slug, path, text }) => {
    const found = wordsIn(text.toLowerCase()).filter((word) => bannedTerms.includes(word))
    return found.length === 0
      ? []
      : [
          {
            kind,
            slug,
            path,
            message: `holds ${[...new Set(found)].map((word) => `"${word}"`).join(', ')}, which the style leaves out`,
          },
        ]
  })
}
