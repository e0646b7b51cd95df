// npm run check: every mistake in data/, each with its file and line; then what a reader would stumble over.
import { kindNames, kinds } from '../content/kinds.ts'
import { load } from '../load/load.ts'
import { readData } from '../load/read.ts'
import { readingAdvice } from '../load/reading.ts'
import { dataFolder, sound, told } from './data.ts'
import { run } from './sentence.ts'

await run(() => {
  const loaded = load(readData(dataFolder))
  const content = sound(loaded)
  console.log(
    `data/ is sound: ${kindNames.map((kind) => `${content.items[kind].size} ${kinds[kind].collection}`).join(', ')}.`,
  )
  const advice = readingAdvice(content).map(loaded.locate)
  if (advice.length > 0) console.log(`\nFor the reader's sake (nothing is refused for it):\n${told(advice)}`)
})
