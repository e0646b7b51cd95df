// A matrix as CSV is safe to open in a spreadsheet.
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'

test('a name that looks like a spreadsheet formula is escaped', async () => {
  const withName = (path: string, name: string) =>
    (worldFiles[path] as string).replace(/^name: .*$/m, `name: ${JSON.stringify(name)}`)
  const served = await serve([
    world({
      'strands/problem.yaml': withName('strands/problem.yaml', '=HYPERLINK("http://example.org/", "Open")'),
      'strands/plan.yaml': withName('strands/plan.yaml', '@plan, "now"'),
    }),
  ])
  const { body } = await served.app.inject('/v1/matrix.csv?rows=strands&cols=lean')
  await served.close()
  expect(parse(body)).toEqual([
    ['id', 'name', 'lean:flow', 'lean:pull'],
    ['strand:problem', '\'=HYPERLINK("http://example.org/", "Open")', '1', '0'],
    ['strand:plan', '\'@plan, "now"', '0', '0'],
  ])
})
