// Bakes the content, scaled up, into a release: `bakeRelease.ts TIMES FOLDER`.
import { loadData } from '../../src/commands/data.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { scaleContent } from './scaledContent.ts'

const [times, folder] = process.argv.slice(2) as [string, string]
bakeRelease(scaleContent(loadData(), Number(times)), folder)
