// Readability checks: advice on texts that are hard to read.
import nlp from 'compromise'
import { flesch } from 'flesch'
import { syllable } from 'syllable'
import type { Content, Finding } from '../content/content.ts'
import { type Kind, kindNames } from '../content/kinds.ts'

/** Flesch reading ease: 50 suits most people who left school at 16, but the names of techniques lower it. */
const MIN_READING_EASE = 20
/** Reading ease says nothing about shorter texts. */
const MIN_RATED_WORDS = 8
const MIN_LIST_LENGTH = 3
const MAX_LIST_LENGTH = 8
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

const fieldsWithoutProse = ['item', 'references', 'setBy', 'follows', 'leadsTo', 'url']

type TextPiece = { kind: Kind; slug: string; path: (string | number)[]; text: string }

export function readabilityAdvice(content: Content): Finding[] {
  const pieces = [...textsOf(content)]
  return [
    ...checkReadingEase(pieces),
    ...checkStepVerbs(content),
    ...checkListLengths(content),
    ...checkRepetition(pieces),
    ...checkBannedTerms(pieces),
  ]
}

/** All prose, without references and ids. */
function* textsOf(content: Content): Generator<TextPiece> {
  for (const kind of kindNames) {
    for (const [slug, item] of content.items[kind])
      yield* collectTexts(
        kind,
        slug,
        [],
        item,
        kind === 'mapping' ? ['reason'] : ['summary', 'definition', 'guidance', 'why', 'purpose'],
      )
  }
}

function* collectTexts(
  kind: Kind,
  slug: string,
  path: (string | number)[],
  value: unknown,
  fields: readonly string[] | undefined,
): Generator<TextPiece> {
  if (typeof value === 'string') yield { kind, slug, path, text: value }
  else if (Array.isArray(value))
    for (const [i, entry] of value.entries()) yield* collectTexts(kind, slug, [...path, i], entry, fields)
  else if (value !== null && typeof value === 'object') {
    for (const [name, entry] of Object.entries(value)) {
      if (fieldsWithoutProse.includes(name)) continue
      if (fields === undefined || fields.includes(name))
        yield* collectTexts(kind, slug, [...path, name], entry, name === 'guidance' ? undefined : fields)
      else if (Array.isArray(entry) && name === 'steps') yield* collectTexts(kind, slug, [...path, name], entry, fields)
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

function checkReadingEase(pieces: TextPiece[]): Finding[] {
  return pieces.flatMap(({ kind, slug, path, text }) => {
    if (path.at(-1) !== 'summary' && path.at(-1) !== 'definition') return []
    const words = wordsIn(text)
    if (words.length < MIN_RATED_WORDS) return []
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
            message:
              `is hard to read (reading ease ${ease}; aim for 50, at least ${MIN_READING_EASE}): ` +
              'use shorter words and sentences',
          },
        ]
      : []
  })
}

function checkStepVerbs(content: Content): Finding[] {
  return itemsWithGuidance(content).flatMap(({ kind, slug, guidance }) =>
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

function checkListLengths(content: Content): Finding[] {
  const lists = ['whenToUse', 'steps', 'tips', 'limits', 'prompts', 'start', 'done', 'outputs'] as const
  return itemsWithGuidance(content).flatMap(({ kind, slug, guidance }) =>
    lists.flatMap((name) => {
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

function itemsWithGuidance(content: Content) {
  return kindNames.flatMap((kind) =>
    kind === 'mapping'
      ? []
      : [...content.items[kind]].flatMap(([slug, { guidance }]) =>
          guidance === undefined ? [] : [{ kind, slug, guidance }],
        ),
  )
}

function checkRepetition(pieces: TextPiece[]): Finding[] {
  const firstOccurrences = new Map<string, TextPiece>()
  return pieces.flatMap((piece) =>
    sentencesIn(piece.text).flatMap((sentence) => {
      if (wordsIn(sentence).length < MIN_REPEATED_WORDS) return []
      const key = wordsIn(sentence).join(' ').toLowerCase()
      const before = firstOccurrences.get(key)
      if (before === undefined) firstOccurrences.set(key, piece)
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

function checkBannedTerms(pieces: TextPiece[]): Finding[] {
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
