import { expect, test } from 'vitest'
import { loadData } from '../../src/commands/data.ts'
import { writeTemporaryFolder } from '../support/app.ts'
import { edited } from '../support/findings.ts'
import { worldFiles } from '../support/world.ts'

test('a report of mistakes ends with their number', () => {
  const folder = writeTemporaryFolder({
    ...worldFiles,
    ...edited('activities/plan-work.yaml', 'type: main', 'type: mian'),
  })
  expect(() => loadData(folder)).toThrow(/\n1 mistake in data\/; nothing was changed\.$/)
  expect(() => loadData(writeTemporaryFolder({ ...worldFiles, 'x.yaml': '', 'y.yaml': '' }))).toThrow(
    /\n2 mistakes in data\/; nothing was changed\.$/,
  )
})
