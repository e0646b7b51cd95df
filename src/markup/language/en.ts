// The texts of the interface in English. Another language is a file like this one, listed in languages.ts.
import { type ModuleName, moduleTitles } from '../../content/guidance.ts'
import type { Kind } from '../../content/kinds.ts'
import type { Relation, Strength } from '../../content/kinds/mapping.ts'
import type { MapTexts } from '../../pictures/toolkitMap.ts'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export const en = {
  code: 'en',
  locale: 'en_GB',
  site: 'Improvement Toolkit API',
  skip: 'Skip to the content',
  newTab: '(opens in a new tab)',
  date: (iso: string): string => day.format(new Date(iso)),
  joinByCommas: (words: string[]): string => words.join(', '),

  pages: {
    home: 'Home',
    tools: 'Tools',
    activities: 'Activities',
    questions: 'Questions',
    methodologies: 'Methodologies',
    crosswalk: 'Crosswalk',
    search: 'Search',
    embed: 'Get the code',
    about: 'About this content',
    accessibility: 'Accessibility',
    privacy: 'Privacy',
  },
  navigation: {
    main: 'Main',
    more: 'More',
    site: 'About this site',
    where: 'Where you are',
    api: 'API documents',
    graphql: 'GraphQL',
    data: 'Data',
    disclaimer:
      'An independent project. It is not endorsed by the toolkit, by the NHS, or by anybody whose method it ' +
      'describes.',
  },

  kinds: {
    strand: 'Strand',
    stage: 'Stage',
    perspective: 'Perspective',
    question: 'Question',
    activity: 'Activity',
    tool: 'Tool',
    term: 'Term',
    worksheet: 'Worksheet',
    guide: 'Guide',
    route: 'Route',
    methodology: 'Methodology',
    element: 'Element',
    mapping: 'Mapping',
  } satisfies Record<Kind, string> as Record<Kind, string>,
  collections: {
    strand: 'Strands',
    stage: 'Stages',
    perspective: 'Perspectives',
    question: 'Questions',
    activity: 'Activities',
    tool: 'Tools',
    term: 'Terms',
    worksheet: 'Worksheets',
    guide: 'Guides',
    route: 'Routes',
    methodology: 'Methodologies',
    element: 'Elements',
    mapping: 'Mappings',
  } satisfies Record<Kind, string> as Record<Kind, string>,
  /** The labels of fields that refer to other items. */
  relations: {
    strand: 'Strand',
    homeStrand: 'Home strand',
    strands: 'Strands',
    stages: 'Stages',
    perspective: 'Perspective',
    questions: 'Questions',
    activities: 'Activities',
    tools: 'Tools',
    worksheets: 'Worksheets',
    related: 'Related terms',
    methodology: 'Methodology',
    methodologies: 'Methodologies',
    counterparts: 'Counterparts',
  } as Record<string, string>,
  modules: moduleTitles as Record<ModuleName, string>,
  sections: {
    sequence: 'Step by step',
    emphasis: 'Emphasis',
    phases: 'Phases',
    elements: 'Elements',
    comparisons: 'Published findings',
    mapping: 'Across methodologies',
    related: 'Related',
  },

  basis: {
    published: 'Published',
    editorial: 'Editorial',
    derived: 'Derived',
    unconfirmed: 'Wording not confirmed',
  } as Record<string, string>,
  source: (number: number, of: number): string => (of === 1 ? 'source' : `source ${number}`),
  gaps: 'Not known',
  facts: {
    aliases: 'Also called',
    type: 'Type',
    phase: 'Phase',
    timing: 'Timing',
    form: 'Form',
    originator: 'Originator',
    purpose: 'When to take it',
    methodology: 'Methodology',
    wording: 'Wording',
    basis: 'Basis',
    confidence: 'Confidence',
    status: 'Status',
  },
  /** Labels for enum values that do not read well as they are. */
  values: {
    'pdsa-step': 'PDSA step',
    'supporting-step': 'supporting step',
    'card-set': 'set of cards',
  } as Record<string, string>,

  mapping: {
    headings: { toolkit: 'In the toolkit', methodology: (name: string): string => `In ${name}` },
    caption: (item: string, side: string): string => `${item}: ${side}`,
    item: 'Item',
    relation: 'Relation',
    reason: 'Why',
    level: 'Level',
    /** What the item of a row is to the item of the page, where that is the subject and where it is the object. */
    relations: {
      'used-in': ['used in', 'used here'],
      'contributes-to': ['contributes to', 'contributes here'],
      addresses: ['addresses', 'addresses this'],
      'corresponds-to': ['corresponds to', 'corresponds to this'],
      exact: ['the same', 'the same'],
      close: ['close', 'close'],
      broader: ['broader', 'narrower'],
      narrower: ['narrower', 'broader'],
      related: ['related', 'related'],
      none: ['no counterpart', 'no counterpart'],
    } satisfies Record<Relation, readonly [string, string]> as Record<Relation, readonly [string, string]>,
    strengths: { core: 'core', useful: 'useful', occasional: 'occasional' } satisfies Record<
      Strength,
      string
    > as Record<Strength, string>,
  },

  feeds: {
    changes: 'Improvement Toolkit API: what changed',
    recalls: 'Improvement Toolkit API: what must be taken down',
    recallsAbout: 'Items that were withdrawn. Take them down wherever they are shown, and show what takes their place.',
    release: (id: string): string => `Release ${id}`,
    since: (id: string): string => `Since release ${id}:`,
    first: 'The oldest release that is kept.',
    nothing: 'No item, but the release, its licence or its words for search.',
    added: (collection: string, count: number): string => `${collection}: ${count} new`,
    changed: (collection: string, count: number): string => `${collection}: ${count} changed`,
    gone: (collection: string, count: number): string => `${collection}: ${count} gone`,
    withdrawn: (id: string): string => `Withdrawn: ${id}`,
    successor: (address: string): string => `Use ${address} instead.`,
    noSuccessor: 'Nothing takes its place.',
  },
  list: {
    count: (shown: number, total: number): string =>
      total === 0 ? 'Nothing matches.' : shown === total ? `${total} in all` : `${shown} of ${total}`,
    next: 'Next page',
  },
  matrix: {
    picture: 'Picture',
    table: 'The same as a table',
    why: (row: string, col: string): string => `${row} and ${col}: why`,
  },

  needs: {
    minutes: (range: { min: number; max: number } | null): string =>
      range === null
        ? 'unknown'
        : range.min === range.max
          ? `${range.min} minutes`
          : `${range.min} to ${range.max} minutes`,
    sentence: (prepare: string, run: string, writeUp: string, setBy: string): string =>
      `Time to prepare: ${prepare}; to run: ${run}; to write up: ${writeUp}. Set by ${setBy}.`,
  },

  credit: {
    source: 'Source',
    sourcePage: 'Page of the source',
    address: 'Address',
    licence: 'Licence of the text',
    sourceLicence: 'Licence of the source',
    unknown: 'not known to us',
    version: 'Version',
    reviewed: 'Last reviewed',
    notReviewed: 'not yet reviewed',
    noDate: 'on an unrecorded date',
    next: 'Next review',
    notSet: 'not set',
    report: 'Report an error',
    /** The same in one sentence. */
    sentence: (on: string | null, next: string | null, isReviewed: boolean): string =>
      (isReviewed ? `Last reviewed ${on ?? 'on an unrecorded date'}` : 'Not yet reviewed') +
      (next === null ? '' : `, next review ${next}`),
  },

  map: {
    title: 'The toolkit at a glance',
    caption: 'The same as a table',
    group: 'Strand',
    none: 'In no strand',
    nothing: 'None',
    description: (groups: number, questions: number, activities: number, tools: number): string =>
      `${questions} questions in the inner ring, ${activities} activities in the middle ` +
      `and ${tools} tools outside, in ${groups} strands. ` +
      'A question stands in the strand most of whose activities help to answer it. ' +
      'Lines join activities with the questions they help to answer and the tools that help them.',
    letters: { question: 'Q', activity: 'A', tool: 'T' },
    rings: { question: 'Questions', activity: 'Activities', tool: 'Tools' },
    kinds: { question: 'Question', activity: 'Activity', tool: 'Tool' },
  } satisfies MapTexts & Record<string, unknown>,

  home: {
    heading: 'Improve a service, with tools that fit the question',
    lead:
      'The Improving Improvement Toolkit for health and care, as pages, as embeds and as data: questions to ask, ' +
      'activities to carry out and tools that help.',
    second:
      'Each is mapped, with reasons, to the Model for Improvement, Lean and Six Sigma, so that what you know ' +
      'from one can be found in another.',
    skipPicture: 'Go past the picture',
    routes: 'Where are you starting from?',
    across: 'Coming from another methodology?',
    collections: 'Everything, by kind',
    use: 'Take it with you',
    crosswalk: 'What is it called there, how far does it reach, and why do we think so?',
    ways: [
      {
        name: 'Get the code',
        path: 'embed',
        text: 'Put a tool, a list or this picture on your intranet in a minute, without a developer.',
      },
      { name: 'API documents', path: 'docs', text: 'REST over every item, filter and mapping, to read and to try.' },
      {
        name: 'About this content',
        path: 'about',
        text: 'What is published, what is our own judgement, and what is not known.',
      },
    ],
  },
  search: {
    label: 'Search the toolkit',
    button: 'Search',
    lead:
      'Names, other names, summaries and guidance. One wrong letter is forgiven, and words that other ' +
      'methodologies use are known.',
    results: (q: string): string => `Results for “${q}”`,
    count: (total: number): string =>
      total === 0 ? 'Nothing matches.' : total === 1 ? '1 result' : `${total} results`,
    all: 'Everything',
    kinds: 'Only one kind',
    why: 'Why it matches',
    first: 'First page',
    next: 'Next page',
    pages: 'Pages',
    none: 'Try fewer words, or begin from a collection.',
    how: {
      word: (term: string, _asked: string): string => `“${term}”`,
      synonym: (term: string, asked: string): string => `“${term}”, which means the same as “${asked}”`,
      spelling: (term: string, asked: string): string => `“${term}”, spelled nearly like “${asked}”`,
      spacing: (term: string, asked: string): string => `“${term}”, with “${asked}” spaced otherwise`,
    },
    fields: {
      name: 'in the name',
      aliases: 'in another name',
      summary: 'in the summary',
      guidance: 'in the guidance',
    } as Record<string, string>,
  },

  staticPages: {
    contact: 'Report a problem',
    noContact: 'Whoever runs this service has set no address for reports. Ask the team that gave you its address.',
    about: {
      title: 'About this content',
      lead: 'What is published, what is our own judgement, what is not confirmed, and what is not known to us.',
      bases: 'What things rest on',
      counts: 'How much rests on what',
      caption: 'Items and what their names and facts rest on',
      what: 'What',
      total: 'In all',
      wording: 'Wording of questions',
      relations: 'Relations between items',
      gaps: 'What is not known',
      rights: 'Licence and credit',
      sourceLicence: 'The licence of the toolkit itself is not known to us.',
      release: (id: string, date: string): string => `Counted in release ${id}, published on ${date}.`,
      reviewed: (reviewed: number, total: number): string =>
        `${reviewed === 0 ? 'None' : reviewed} of these ${total} items ` +
        `${reviewed <= 1 ? 'has' : 'have'} been reviewed by somebody named. Each says beneath it whether it was.`,
      gapsLead: (items: number): string =>
        items === 0
          ? 'No item says that something about it is not known.'
          : items === 1
            ? '1 item says what is not known about it.'
            : `${items} items say what is not known about them.`,
      means: [
        { word: 'Published', means: 'The name, list or relation stands at the address that is given beside it.' },
        { word: 'Editorial', means: 'It is this project’s judgement, with its reason beside it.' },
        { word: 'Not confirmed', means: 'We believe it, and have found no source that says it so.' },
        { word: 'Derived', means: 'It follows from other mappings, which it names.' },
      ],
      sections: [
        {
          heading: 'Whose words these are',
          text: [
            'Names, lists and relations are taken from the toolkit. Summaries, steps, tips and examples are ' +
              'our own words. Nothing here is the toolkit’s own text, and nobody whose method is described ' +
              'endorses it.',
            'Every mapping to a methodology is this project’s judgement unless it says that it is published. ' +
              'None is the toolkit’s own. Examples are invented, and describe no real person or organisation.',
          ],
        },
      ],
    },
    accessibility: {
      title: 'Accessibility',
      lead: 'What was done so that everybody can use these pages and embeds, how it was tested, and what was not.',
      sections: [
        {
          heading: 'What you should be able to do',
          list: [
            'use everything by keyboard alone',
            'read at 200 % text, and in a window 320 pixels wide, without scrolling sideways but in pictures ' +
              'and wide tables',
            'choose high contrast in embeds, or your own colours',
            'read every picture as a table that holds the same items',
            'use every page and embed with JavaScript off',
            'print any page with its source, version and date',
          ],
        },
        {
          heading: 'How it was tested',
          text: ['The standard aimed at is WCAG 2.2 AA. These tests run with every change:'],
          list: [
            'axe, with its rules for WCAG 2.2 A and AA and for best practice, on every sort of page and embed, ' +
              'in every theme',
            'an HTML validator, on every sort of page and on every embed',
            'a run by keyboard alone through the crosswalk and through “Get the code”',
            'the width of pages in a window of 320 pixels',
          ],
        },
        {
          heading: 'What was not tested',
          list: [
            'No person who uses a screen reader, a switch or speech has tested these pages yet.',
            'No audit by somebody outside the project has been made. Automatic tests find only some faults.',
          ],
        },
        {
          heading: 'What we know does not work well',
          list: [
            'The picture of the toolkit is too wide for small windows, and scrolls sideways there. The table ' +
              'under it holds the same items.',
            'The page to try the API on (API documents) and the GraphQL editor come from other projects, and ' +
              'are not tested here.',
          ],
        },
      ],
    },
    privacy: {
      title: 'Privacy',
      lead: 'These pages and embeds set no cookie, store nothing in your browser, and ask no other site for anything.',
      sections: [
        {
          heading: 'What is sent',
          text: [
            'Your browser asks this address for a page and for the style and script that belong to it. What ' +
              'you search for, or choose in a form, is part of the address of the page that answers.',
          ],
          list: [
            'no cookie, and no storage in the browser',
            'no request to any other site: no analytics, no fonts, no pictures from elsewhere',
            'no account and no name: nothing asks who you are',
            'links to other sites do not tell them where you come from',
          ],
        },
        {
          heading: 'What is kept',
          text: [
            'The service itself writes no line for a request unless whoever runs it turns that on; it does ' +
              'write failures of its own. A server in front of it may keep a log with addresses of browsers. Ask ' +
              'whoever runs it how long.',
          ],
        },
        {
          heading: 'In an embed',
          text: [
            'An embed tells the page round it how high it is, in numbers and identifiers alone. It reads ' +
              'nothing of that page.',
          ],
        },
      ],
    },
  },

  collection: {
    search: (name: string): string => `Search ${name.toLowerCase()}`,
    sort: 'Order',
    defaultOrder: 'As usual',
    filters: 'Filters',
    selected: 'Chosen',
    clear: 'Clear all',
    use: 'Use this list',
    sorts: {
      name: 'Name, A to Z',
      '-name': 'Name, Z to A',
      order: 'As in the toolkit',
      '-order': 'The other way round',
      relevance: 'Best match first',
    } as Record<string, string>,
    remove: (what: string): string => `Remove ${what}`,
    count: (total: number, all: number): string =>
      total === 0
        ? 'Nothing matches. Remove a filter, or clear them all.'
        : total === all
          ? `${total} in all`
          : `${total} of ${all}`,
    fromMethodology: 'brought by a methodology',
    origins: { toolkit: 'The toolkit', methodology: 'A methodology' } as Record<string, string>,
    filterNames: {
      strand: 'Strand',
      activity: 'Activity',
      question: 'Question',
      methodology: 'Methodology',
      element: 'Phase, step or principle',
      origin: 'Origin',
      basis: 'What it rests on',
      type: 'Type',
      tool: 'Tool',
      stage: 'Stage',
      perspective: 'Perspective',
      subject: 'Item',
      subjectKind: 'Kind of item',
      relation: 'Relation',
      strength: 'Strength',
      status: 'Status',
    } as Record<string, string>,
  },

  /** The alternative text of a share image. */
  share: (title: string): string => `${title}, beside a ring of the strands of the toolkit, each in its colour`,
  reuse: {
    title: 'Use this',
    across: 'Across methodologies',
    data: 'Data (JSON)',
    snapshot: 'One file that works offline',
    print: 'Printed, this page keeps its source, licence, version and dates.',
  },

  crosswalk: {
    title: 'Crosswalk',
    lead:
      'What is something called in another methodology, how much of one is covered by another, and why do we ' +
      'think so?',
    toolkit: 'The toolkit',
    views: 'What to ask',
    names: { counterparts: 'Counterparts', gaps: 'Gaps', matrix: 'Everything at once' },
    submit: 'Show',
    subject: 'A tool, activity, question, strand or phase',
    choose: 'Choose one',
    to: 'What is it in',
    everywhere: 'Everywhere else',
    from: 'How much of',
    coveredBy: 'is covered by',
    defaultOption: 'As usual',
    unit: 'Counting, of the toolkit',
    rows: 'Rows',
    cols: 'Columns',
    measure: 'A cell says',
    measures: {
      strength: 'How strong the role is',
      count: 'How many tools and activities serve both',
      'shared-tools': 'How many tools serve both',
      relation: 'How the two are related',
    },
    start: 'Pick a phase, step or principle',
    covered: 'How much of each is covered by the tools of the toolkit',
    counterpartsIn: (name: string, side: string): string => `${name}: in ${side.replace(/^The /, 'the ')}`,
    between: (from: string, to: string): string => `${from} and ${to}`,
    elsewhere: 'What the first is elsewhere',
    rolesInBoth: 'What has a part in both',
    score: (score: number): string => `score ${score}`,
    ways: (count: number): string => (count === 1 ? 'why' : `${count} ways`),
    more: (count: number): string => (count === 1 ? 'Another way' : `${count} other ways`),
    pathsListed: (shown: number, all: number): string =>
      all === 1
        ? 'One path connects them.'
        : shown === all
          ? `${all} paths connect them, best first.`
          : `${all} paths connect them. The best ${shown} are shown.`,
    weights: (confidence: number, factor: number): string => `confidence ${confidence}, weight ${factor}`,
    emptyReasons: {
      'reviewed-none': 'Somebody looked, and there is no counterpart.',
      'not-reviewed': 'Not looked at yet. There may be a counterpart or none.',
      filtered: 'There is something, and the choices made here leave it out.',
    },
    coverageOf: (from: string, to: string): string => `${from}, covered by ${to.replace(/^The /, 'the ')}`,
    coverageLead: (total: number): string => `${total} in all, each in one of four states.`,
    state: 'State',
    units: 'By',
    noneInState: 'None is in this state.',
    reverse: (from: string, to: string): string => `Turn round: ${to}, covered by ${from.replace(/^The /, 'the ')}`,
    states: {
      covered: 'Covered',
      partial: 'Partly',
      'reviewed-none': 'Looked at: none',
      'not-reviewed': 'Not looked at',
    } as Record<string, string>,
    stateMeans: {
      covered: 'A close or exact counterpart, or a role that is core or useful.',
      partial: 'Weaker counterparts or roles, or ones that follow from others.',
      'reviewed-none': 'Somebody looked, and found none.',
      'not-reviewed': 'Nobody has looked yet.',
    } as Record<string, string>,
  },

  embedCode: {
    title: 'Get the code',
    lead: 'Put a tool, a list or the picture of the toolkit on a page of your own site. Choose, copy, paste.',
    prompt: 'Choose something above, and its code, its steps and its height are shown here.',
    what: 'What to show',
    choose: 'Choose one',
    pictures: 'Pictures and lists',
    list: (name: string): string => `All ${name.toLowerCase()}`,
    against: (rows: string, cols: string): string => `${rows} against ${cols}`,
    where: 'Where it goes',
    theme: 'Look',
    defaultTheme: 'As usual',
    themes: { plain: 'Plain', 'nhs-like': 'Like NHS pages', contrast: 'High contrast' },
    accent: 'Colour of links',
    accentHint: 'Six digits, such as 005eb8',
    level: 'First heading',
    defaultLevel: 'Level 1',
    levelName: (level: string): string => `Level ${level}`,
    defaultCols: 'As usual',
    parts: 'Parts (all, unless you choose)',
    summary: 'Summary',
    submit: 'Show the code',
    codeOf: (name: string): string => `The code: ${name}`,
    snippet: 'Code to paste',
    address: 'Its address alone',
    copy: 'Copy',
    copied: 'Copied.',
    selected: 'Your browser does not allow it. The text is selected: copy it by keyboard or by the menu.',
    openEmbed: 'Look at it alone',
    openPage: (name: string): string => `Open ${name} in full`,
    missingParts: (parts: string): string => `Left out, because it has no such part: ${parts}.`,
    stepsFor: (host: string): string => `In ${host}`,
    heights: 'How high',
    heightsLead:
      'A frame of this height shows all without scrolling. A lower one scrolls. The code above has the height ' +
      'for a wide column.',
    width: 'Where the column is at least this wide',
    height: 'Height',
    pixels: (count: number): string => `${count} pixels`,
    preview: 'How it looks',
    noPreview:
      'Only the sites that this service names may frame its embeds, so there is no preview here. The address ' +
      'alone shows it.',
    itDesk: 'For your IT desk',
    itDeskLead: 'Where your site allows only frames from addresses that it knows, send this.',
    request: 'Request',
    letter: (origin: string, address: string): string =>
      `Please allow pages of our site to show frames from this origin:\n\n  ${origin}\n\n` +
      `One origin, port ${portOf(origin)}. ` +
      'It sets no cookies, stores nothing in the browser, asks no third party for anything, ' +
      'and takes no personal data. It needs no permission (camera, place and so on) ' +
      'and works in a sandbox, and with scripts blocked.\n\n' +
      `Example: ${address}\n`,
    questionnaire: 'Answers for the usual questionnaire',
    questionnaireLead: 'What assessments of digital content ask, answered for embeds.',
    question: 'Question',
    answer: 'Answer',
    answers: (origin: string): { question: string; answer: string }[] => [
      {
        question: 'Accessibility: which standard?',
        answer:
          'Aimed at WCAG 2.2 AA. Tested with axe in a browser and with an HTML validator on every change. Not ' +
          'yet audited by others, nor tested by people who use assistive technology.',
      },
      {
        question: 'Accessibility: keyboard, zoom, contrast?',
        answer:
          'Works by keyboard alone, at 320 pixels, at 200 % text and without JavaScript; has a high-contrast ' +
          'look and follows the reader’s forced colours. Pictures have tables with the same items.',
      },
      {
        question: 'Data protection: what personal data?',
        answer:
          'None is asked for, and none is stored. No cookies, no storage in the browser, no analytics. A web ' +
          'server’s own log may hold addresses of browsers: ask whoever runs the service.',
      },
      { question: 'Data protection: which third parties?', answer: `None. Everything comes from ${origin}.` },
      {
        question: 'Security: what can it do to our page?',
        answer:
          'It stands in a frame of another origin and cannot read the page round it. It sends that page ' +
          'messages that hold its height and identifiers, which the page may ignore. It works in a frame with ' +
          'sandbox="allow-scripts", or with no scripts at all.',
      },
      {
        question: 'Security: which policy has it itself?',
        answer:
          'A content security policy that allows its own style and script alone, nothing inline and no other ' +
          'origin; trusted types; nosniff; no referrer.',
      },
      {
        question: 'Interoperability: which standards?',
        answer: 'HTML, oEmbed, OpenAPI 3.1, GraphQL, JSON, CSV, SKOS, SSSOM, FHIR R4, Atom.',
      },
      {
        question: 'Clinical safety: is it a medical device?',
        answer:
          'It holds guidance for improving services. It takes no data of patients and gives no advice about ' +
          'the care of a person.',
      },
      {
        question: 'Rights: may we show it?',
        answer:
          'The text is under Creative Commons Attribution 4.0; each embed carries its credit. The licence of ' +
          'the toolkit itself is not known to us.',
      },
      {
        question: 'Change: can it change without us?',
        answer:
          'A moving embed follows the newest release. A pinned one, with /embed/r/ and a release in its ' +
          'address, never changes.',
      },
    ],
    hosts: {
      sharepoint: {
        name: 'SharePoint',
        steps: [
          'Edit the page, and choose the plus sign where it shall stand.',
          'Choose the web part “Embed”.',
          'Paste the code (the frame alone, without the link under it).',
          'If SharePoint says that the site is not allowed, send the request below to whoever manages the ' +
            'site: it is under Site settings, HTML field security.',
          'Add a text web part under it with the link, for those whose frames are blocked. Publish.',
        ],
      },
      invotra: {
        name: 'Invotra',
        steps: [
          'Edit the page, and open the source view of the text editor.',
          'Paste the code where it shall stand.',
          'If the frame is taken out when you save, your text format does not allow frames: send the request ' +
            'below to your administrator.',
          'Save, and look at the page.',
        ],
      },
      wordpress: {
        name: 'WordPress',
        steps: [
          'Add a block “Custom HTML” where it shall stand.',
          'Paste the code.',
          'If the frame is taken out when you save, your role may not add frames: ask an administrator to paste it.',
          'Update the page.',
        ],
      },
      drupal: {
        name: 'Drupal',
        steps: [
          'Edit the page, and choose a text format that allows frames (often “Full HTML”).',
          'Open the source view of the editor and paste the code.',
          'If no format allows frames, send the request below to your administrator, who can allow the iframe ' +
            'element in one.',
          'Save.',
        ],
      },
      moodle: {
        name: 'Moodle',
        steps: [
          'Add a page, a label or a text block, and open the HTML source of the editor.',
          'Paste the code and save.',
          'Or add a URL resource with the address alone, and choose “Embed” as its appearance.',
        ],
      },
      html: {
        name: 'plain HTML',
        steps: [
          'Paste the code into the page where it shall stand.',
          'If the page has a content security policy, add the origin below to its frame-src.',
          'Choose the height for the width of your column.',
        ],
      },
    },
  },

  problem: { begin: 'Begin at', allowed: 'What is allowed' },
}

function portOf(origin: string): string {
  const { protocol, port } = new URL(origin)
  if (port !== '') return port
  return protocol === 'https:' ? '443 (HTTPS)' : '80 (HTTP)'
}
