// Every word of the interface in English. Another language is a file like this one, entered in languages.ts.
import { type ModuleName, moduleTitles } from '../../content/guidance.ts'
import type { Kind } from '../../content/kinds.ts'
import type { Relation, Strength } from '../../content/mappings.ts'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export const en = {
  code: 'en',
  site: 'Improvement Toolkit API',
  skip: 'Skip to the content',
  newTab: '(opens in a new tab)',
  date: (iso: string): string => day.format(new Date(iso)),
  joinedByCommas: (words: string[]): string => words.join(', '),

  kinds: {
    strand: 'Strand', stage: 'Stage', perspective: 'Perspective', question: 'Question', activity: 'Activity', tool: 'Tool', term: 'Term',
    worksheet: 'Worksheet', guide: 'Guide', route: 'Route', methodology: 'Methodology', element: 'Element', mapping: 'Mapping',
  } satisfies Record<Kind, string> as Record<Kind, string>,
  collections: {
    strand: 'Strands', stage: 'Stages', perspective: 'Perspectives', question: 'Questions', activity: 'Activities', tool: 'Tools', term: 'Terms',
    worksheet: 'Worksheets', guide: 'Guides', route: 'Routes', methodology: 'Methodologies', element: 'Elements', mapping: 'Mappings',
  } satisfies Record<Kind, string> as Record<Kind, string>,
  /** What the fields are called that name other items. */
  relations: {
    strand: 'Strand', homeStrand: 'Home strand', strands: 'Strands', stages: 'Stages', perspective: 'Perspective', questions: 'Questions', activities: 'Activities',
    tools: 'Tools', worksheets: 'Worksheets', related: 'Related terms', methodology: 'Methodology', methodologies: 'Methodologies', counterparts: 'Counterparts',
  } as Record<string, string>,
  modules: moduleTitles as Record<ModuleName, string>,
  sections: { sequence: 'Step by step', emphasis: 'Emphasis', phases: 'Phases', elements: 'Elements', comparisons: 'Published findings', mapping: 'Across methodologies', related: 'Related' },

  basis: { published: 'Published', editorial: 'Editorial', derived: 'Derived', unconfirmed: 'Wording not confirmed' } as Record<string, string>,
  source: (number: number, of: number): string => (of === 1 ? 'source' : `source ${number}`),
  gaps: 'Not known',
  facts: {
    aliases: 'Also called', type: 'Type', phase: 'Phase', timing: 'Timing', form: 'Form', originator: 'Originator', purpose: 'When to take it', methodology: 'Methodology', wording: 'Wording', basis: 'Basis',
    confidence: 'Confidence', status: 'Status',
  },
  /** Words of closed lists, where they are not read well as they stand. */
  values: {
    'pdsa-step': 'PDSA step', 'supporting-step': 'supporting step', 'card-set': 'set of cards',
  } as Record<string, string>,

  mapping: {
    of: { toolkit: 'In the toolkit', methodology: (name: string): string => `In ${name}` },
    caption: (item: string, side: string): string => `${item}: ${side}`,
    item: 'Item', relation: 'Relation', reason: 'Why', level: 'Level',
    /** What the item of a row is to the item of the page: read along the mapping, and against it. */
    relations: {
      'used-in': ['used in', 'used here'], 'contributes-to': ['contributes to', 'contributes here'], addresses: ['addresses', 'addresses this'], 'corresponds-to': ['corresponds to', 'corresponds to this'],
      exact: ['the same', 'the same'], close: ['close', 'close'], broader: ['broader', 'narrower'], narrower: ['narrower', 'broader'], related: ['related', 'related'], none: ['no counterpart', 'no counterpart'],
    } satisfies Record<Relation, readonly [string, string]> as Record<Relation, readonly [string, string]>,
    strengths: { core: 'core', useful: 'useful', occasional: 'occasional' } satisfies Record<Strength, string> as Record<Strength, string>,
  },

  needs: {
    minutes: (range: { min: number; max: number } | null): string => (range === null ? 'unknown' : range.min === range.max ? `${range.min} minutes` : `${range.min} to ${range.max} minutes`),
    sentence: (prepare: string, run: string, writeUp: string, setBy: string): string => `Time to prepare: ${prepare}; to run: ${run}; to write up: ${writeUp}. Set by ${setBy}.`,
  },

  credit: {
    source: 'Source', sourcePage: 'Page of the source', address: 'Address', licence: 'Licence of the text', sourceLicence: 'Licence of the source', unknown: 'not known to us', version: 'Version',
    reviewed: 'Last reviewed', notReviewed: 'not yet reviewed', noDate: 'on an unrecorded date', next: 'Next review', notSet: 'not set', report: 'Report an error',
    /** The same in one sentence. */
    sentence: (on: string | null, next: string | null, isReviewed: boolean): string => `${isReviewed ? `Last reviewed ${on ?? 'on an unrecorded date'}` : 'Not yet reviewed'}${next === null ? '' : `, next review ${next}`}`,
  },

  problem: { begin: 'Begin at', allowed: 'What is allowed' },
}
