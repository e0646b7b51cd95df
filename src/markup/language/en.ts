// Every word of the interface in English. Another language is a file like this one, entered in languages.ts.
import { type ModuleName, moduleTitles } from '../../content/guidance.ts'
import type { Kind } from '../../content/kinds.ts'
import type { Relation, Strength } from '../../content/mappings.ts'
import type { MapWords } from '../../pictures/toolkitMap.ts'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export const en = {
  code: 'en',
  locale: 'en_GB',
  site: 'Improvement Toolkit API',
  skip: 'Skip to the content',
  newTab: '(opens in a new tab)',
  date: (iso: string): string => day.format(new Date(iso)),
  joinedByCommas: (words: string[]): string => words.join(', '),

  pages: {
    home: 'Home', tools: 'Tools', activities: 'Activities', questions: 'Questions', methodologies: 'Methodologies', crosswalk: 'Crosswalk', search: 'Search', embed: 'Get the code',
    about: 'About this content', accessibility: 'Accessibility', privacy: 'Privacy',
  },
  navigation: {
    main: 'Main', more: 'More', where: 'Where you are', api: 'API documents', graphql: 'GraphQL', data: 'Data',
    line: 'An independent project. It is not endorsed by the toolkit, by the NHS, or by anybody whose method it describes.',
  },

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

  map: {
    title: 'The toolkit at a glance', caption: 'The same as a table', group: 'Strand', none: 'In no strand', nothing: 'None',
    description: (groups: number, questions: number, activities: number, tools: number): string => `${questions} questions in the inner ring, ${activities} activities in the middle and ${tools} tools outside, in ${groups} strands. A question stands in the strand most of whose activities help to answer it. Lines join activities with the questions they help to answer and the tools that help them.`,
    letters: { question: 'Q', activity: 'A', tool: 'T' }, rings: { question: 'Questions', activity: 'Activities', tool: 'Tools' }, kinds: { question: 'Question', activity: 'Activity', tool: 'Tool' },
  } satisfies MapWords & Record<string, unknown>,

  home: {
    heading: 'Improve a service, with tools that fit the question',
    lead: 'The Improving Improvement Toolkit for health and care, as pages, as embeds and as data: questions to ask, activities to carry out and tools that help.',
    second: 'Each is mapped, with reasons, to the Model for Improvement, Lean and Six Sigma, so that what you know from one can be found in another.',
    past: 'Go past the picture',
    routes: 'Where are you starting from?', across: 'Coming from another methodology?', collections: 'Everything, by kind', use: 'Take it with you',
    crosswalk: 'What is it called there, how far does it reach, and why do we think so?',
    ways: [
      { name: 'Get the code', path: 'embed', text: 'Put a tool, a list or this picture on your intranet in a minute, without a developer.' },
      { name: 'API documents', path: 'docs', text: 'REST over every item, filter and mapping, to read and to try.' },
      { name: 'About this content', path: 'about', text: 'What is published, what is our own judgement, and what is not known.' },
    ],
  },
  search: {
    label: 'Search the toolkit', button: 'Search', lead: 'Names, other names, summaries and guidance. One wrong letter is forgiven, and words that other methodologies use are known.',
    results: (q: string): string => `Results for “${q}”`, count: (total: number): string => (total === 0 ? 'Nothing matches.' : total === 1 ? '1 result' : `${total} results`),
    all: 'Everything', kinds: 'Only one kind', why: 'Why it matches', first: 'First page', next: 'Next page', pages: 'Pages', none: 'Try fewer words, or begin from a collection.',
    how: { word: (term: string, _asked: string): string => `“${term}”`, synonym: (term: string, asked: string): string => `“${term}”, which means the same as “${asked}”`, spelling: (term: string, asked: string): string => `“${term}”, spelled nearly like “${asked}”`, spacing: (term: string, asked: string): string => `“${term}”, with “${asked}” spaced otherwise` },
    fields: { name: 'in the name', aliases: 'in another name', summary: 'in the summary', guidance: 'in the guidance' } as Record<string, string>,
  },

  problem: { begin: 'Begin at', allowed: 'What is allowed' },
}
