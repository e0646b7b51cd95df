// Holds every answer of the whole suite to the served OpenAPI document: a test fails where one does not fit it.
import { afterEach, expect } from 'vitest'
import { takeMisfits } from './contract.ts'

afterEach(() => {
  expect(takeMisfits(), 'answers that do not fit the OpenAPI document').toEqual([])
})
