// Bakes the content, scaled up, into a release: `bakeRelease.ts TIMES FOLDER`.
import { loadData } from '../../src/commands/data.ts'
import { seed } from '../../src/store/seed.ts'
import { scaleContent } from './scaledContent.ts'

const [times, folder] = process.argv.slice(2) as [string, string]
seed(scaleContent(loadData(), Number(times)), folder)
