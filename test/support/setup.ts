// Validates every response in the suite against the OpenAPI document, and fails the test that received an invalid one.
import { afterEach, expect } from 'vitest'
import { takeContractViolations } from './contract.ts'

afterEach(() => {
  expect(takeContractViolations(), 'responses that violate the OpenAPI document').toEqual([])
})
