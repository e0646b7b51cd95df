// Bakes the content of data/ under another id, in a process of its own: `bakeRelease.ts FOLDER ID`.
import { loadData } from '../../src/commands/data.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'

const [folder = '', id = ''] = process.argv.slice(2)
const content = loadData()
bakeRelease({ ...content, release: { ...content.release, id } }, folder)
