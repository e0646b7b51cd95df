// npm run check: lists every mistake in data/, and advice for its curators, each with its file and line.
import { kindNames, kinds } from '../content/kinds.ts'
import { byLocation, load } from '../load/load.ts'
import { readData } from '../load/read.ts'
import { readabilityAdvice } from '../load/readability.ts'
import { pluralize, dataFolder, formatFindings } from './data.ts'
import { run } from './run.ts'

await run(() => {
  const loaded = load(readData(dataFolder))
  const { content, findings } = loaded
  if (content === undefined) {
    // Advice on incomplete content would complain about consequences of the mistakes.
    console.error(`Mistakes, which nothing is published with:\n${formatFindings(findings)}\n`)
    console.error(`${pluralize(findings.length, 'mistake')} in data/. Advice follows once there are none.`)
    process.exitCode = 1
    return
  }
  const advice = [...loaded.advice, ...readabilityAdvice(content).map(loaded.locate)].sort(byLocation)
  if (advice.length > 0) console.log(`Advice, for which nothing is refused:\n${formatFindings(advice)}\n`)
  console.log(
    `data/ holds ${kindNames.map((kind) => `${content.items[kind].size} ${kinds[kind].collection}`).join(', ')}.`,
  )
  console.log(`0 mistakes, ${pluralize(advice.length, 'piece')} of advice.`)
})
