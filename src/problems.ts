// Every error that clients may see: its code, status and title. RFC 9457, and GraphQL's `extensions.code`.

export const problemCodes = {
  invalid_parameter: { status: 400, title: 'A parameter is not right' },
  unknown_parameter: { status: 400, title: 'A parameter is not known here' },
  unknown_value: { status: 400, title: 'A value is not known' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this request' },
  cursor_expired: { status: 400, title: 'The cursor is of a release that is no longer kept' },
  invalid_request: { status: 400, title: 'The request cannot be read' },
  unknown_release: { status: 400, title: 'No such release is kept' },
  not_found: { status: 404, title: 'Nothing here' },
  withdrawn: { status: 410, title: 'Withdrawn' },
  release_gone: { status: 410, title: 'The release is no longer kept' },
  method_not_allowed: { status: 405, title: 'That method is not allowed here' },
  not_acceptable: { status: 406, title: 'Not available in a form that you accept' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  address_too_long: { status: 414, title: 'The address is too long' },
  unsupported_media_type: { status: 415, title: 'The body is of a media type that is not read here' },
  unprocessable: { status: 422, title: 'The request is understood and cannot be carried out' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong here' },
  not_implemented: { status: 501, title: 'Not served in that format' },
  unavailable: { status: 503, title: 'Not ready to answer' },
  graphql_syntax: { status: 400, title: 'The GraphQL document is not sound' },
  graphql_invalid: { status: 400, title: 'The GraphQL document does not fit the schema' },
  graphql_variables: { status: 400, title: 'The variables do not fit the operation' },
  graphql_operation: { status: 400, title: 'No such operation in the document' },
  query_too_deep: { status: 400, title: 'The query is nested too deeply' },
  query_too_costly: { status: 400, title: 'The query asks for too much at once' },
  too_many_aliases: { status: 400, title: 'The query has too many aliases' },
  too_many_root_fields: { status: 400, title: 'The query has too many root fields' },
  too_many_tokens: { status: 400, title: 'The query is too long' },
  persisted_query_not_found: { status: 400, title: 'The persisted query is not known here' },
  persisted_query_mismatch: { status: 400, title: 'The persisted query does not fit its hash' },
} as const

export type ProblemCode = keyof typeof problemCodes

/** One error of a request: where it is, and what would be right. */
export type ParameterError = {
  in: 'path' | 'query' | 'header' | 'body'
  name: string
  message: string
  suggestion?: string
  allowed?: string[]
}

/** The default in seconds while the service is not ready. */
const RETRY_AFTER = 5

/** An error for the client. Absence is not a problem: queries return `undefined`. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly errors: ParameterError[]
  /** In seconds. */
  readonly retryAfter: number | undefined
  constructor(
    code: ProblemCode,
    detail: string,
    errors: ParameterError[] = [],
    retryAfter: number | undefined = code === 'unavailable' ? RETRY_AFTER : undefined,
  ) {
    super(detail)
    this.code = code
    this.status = problemCodes[code].status
    this.errors = errors
    this.retryAfter = retryAfter
  }
}

/** One problem for several errors; its detail joins their messages. */
export function problemFromErrors(code: ProblemCode, errors: ParameterError[]): Problem {
  return new Problem(code, errors.map((error) => error.message).join(' '), errors)
}

export const MAX_ALLOWED_VALUES = 100

/** The error of an unknown value: suggests the nearest, and lists the allowed ones. */
export function unknownValueError(
  location: ParameterError['in'],
  name: string,
  value: string,
  expected: string,
  allowed: readonly string[],
  suggestion: string | undefined,
): ParameterError {
  const suggestionText = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`
  const allowedText = allowed.length <= 12 && allowed.length > 0 ? ` Allowed: ${allowed.join(', ')}.` : ''
  return {
    in: location,
    name,
    message: `"${value.slice(0, 100)}" is not ${expected}.${suggestionText}${allowedText}`,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(allowed.length > 0 && allowed.length <= MAX_ALLOWED_VALUES ? { allowed: [...allowed] } : {}),
  }
}
