import { describe, expect, test } from 'vitest'
import { load } from '../../src/load/load.ts'
import { readData } from '../../src/load/read.ts'
import { writeTemporaryFolder } from '../support/app.ts'
import { worldFiles } from '../support/world.ts'

describe('reading a folder', () => {
  test('finds every file but hidden ones, with or without a trailing slash', () => {
    const folder = writeTemporaryFolder({
      ...worldFiles,
      'README.md': 'For people.',
      '.hidden': 'x',
      'tools/.gantt-chart.yaml.swp': 'x',
    })
    expect(load(readData(folder)).findings).toEqual([])
    expect(readData(`${folder}/`)).toEqual(readData(folder))
    expect(readData(folder).map(({ path }) => path)).toEqual([...Object.keys(worldFiles), 'README.md'].sort())
  })
})
