// The whole content as authored, and the findings that a check of it makes.
import type { ActivityFile } from './activities.ts'
import type { ElementFile } from './elements.ts'
import type { GuideFile } from './guides.ts'
import type { Kind } from './kinds.ts'
import type { MappingFile } from './mappings.ts'
import type { MethodologyFile } from './methodologies.ts'
import type { PerspectiveFile } from './perspectives.ts'
import type { QuestionFile } from './questions.ts'
import type { ReleaseFile } from './release.ts'
import type { RouteFile } from './routes.ts'
import type { StageFile } from './stages.ts'
import type { StrandFile } from './strands.ts'
import type { TermFile } from './terms.ts'
import type { ToolFile } from './tools.ts'
import type { WorksheetFile } from './worksheets.ts'

/** Authored items by slug; elements by `methodology:element`. */
export type Items = {
  strand: Map<string, StrandFile>
  stage: Map<string, StageFile>
  perspective: Map<string, PerspectiveFile>
  question: Map<string, QuestionFile>
  activity: Map<string, ActivityFile>
  tool: Map<string, ToolFile>
  term: Map<string, TermFile>
  worksheet: Map<string, WorksheetFile>
  guide: Map<string, GuideFile>
  route: Map<string, RouteFile>
  methodology: Map<string, MethodologyFile>
  element: Map<string, ElementFile>
  mapping: Map<string, MappingFile>
}

export type Content = { release: ReleaseFile; synonyms: string[][]; items: Items }

export function emptyItems(): Items {
  return {
    strand: new Map(),
    stage: new Map(),
    perspective: new Map(),
    question: new Map(),
    activity: new Map(),
    tool: new Map(),
    term: new Map(),
    worksheet: new Map(),
    guide: new Map(),
    route: new Map(),
    methodology: new Map(),
    element: new Map(),
    mapping: new Map(),
  }
}

/** A mistake in the content: in which item, at which of its fields, and what would be right. */
export type Finding = { kind: Kind; slug: string; path: (string | number)[]; message: string }
