// Bakes the content of data/ under another id, in a process of its own: `bakeRelease.ts FOLDER ID`.
import { loadData } from '../../src/commands/data.ts'
import { seed } from '../../src/store/seed.ts'

const [folder = '', id = ''] = process.argv.slice(2)
const content = loadData()
seed({ ...content, release: { ...content.release, id } }, folder)
