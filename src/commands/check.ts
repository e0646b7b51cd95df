// npm run check: every mistake in data/, each with its file and line.
import { kindNames, kinds } from '../content/kinds.ts'
import { loadData } from './data.ts'
import { run } from './sentence.ts'

await run(() => {
  const content = loadData()
  console.log(`data/ is sound: ${kindNames.map((kind) => `${content.items[kind].size} ${kinds[kind].collection}`).join(', ')}.`)
})
