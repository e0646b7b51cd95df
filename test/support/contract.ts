// Validates responses against the OpenAPI document of the app.
import type { FastifyInstance } from 'fastify'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { OpenApiDocument } from '../../src/http/openapi.ts'

const violations: string[] = []
let checked = 0

/** The violations since the last call. */
export function takeContractViolations(): string[] {
  return violations.splice(0)
}

export function responsesChecked(): number {
  return checked
}

type Contract = { ajv: Ajv2020; validators: Map<string, ValidateFunction> }
/** By document, so that apps share its compiled schemas. */
const contracts = new WeakMap<OpenApiDocument, Contract>()

function compileContract(document: OpenApiDocument): Contract {
  const known = contracts.get(document)
  if (known !== undefined) return known
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'openapi', ...document })
  const contract = { ajv, validators: new Map() }
  contracts.set(document, contract)
  return contract
}

/** Validates every response of a documented route. */
export function checkResponses(app: FastifyInstance, document: OpenApiDocument): void {
  const { ajv, validators } = compileContract(document)

  app.addHook('onSend', async (request, reply, payload) => {
    const path = request.routeOptions.url?.replace(/:(\w+)/g, '{$1}')
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
    const operation = path === undefined ? undefined : document.paths[path]?.[method]
    if (operation === undefined) return payload
    const at = `${request.method} ${request.url} ${reply.statusCode}`
    checked++
    const response = operation.responses[String(reply.statusCode)]
    if (response === undefined) {
      violations.push(`${at}: the status is not documented`)
      return payload
    }
    if (payload === null || payload === undefined || payload === '') {
      if (response.content !== undefined && request.method !== 'HEAD')
        violations.push(`${at}: a body is documented, and there is none`)
      return payload
    }
    const type = String(reply.getHeader('content-type')).split(';')[0] as string
    if (response.content?.[type] === undefined) {
      violations.push(`${at}: ${type} is not documented`)
      return payload
    }
    if (typeof payload !== 'string' || !type.endsWith('json')) return payload
    const pointer = ['paths', path as string, method, 'responses', String(reply.statusCode), 'content', type, 'schema']
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` })
    validators.set(pointer, validate)
    if (!validate(JSON.parse(payload))) violations.push(`${at}: ${ajv.errorsText(validate.errors)}`)
    return payload
  })
}
