// The API's skin, and the default of all others: problems as in RFC 9457, and the release in the query.
import { sharedHeaders } from '../http/headers.ts'
import type { ProblemDetails } from '../http/problems.ts'
import { releaseInQuery } from '../http/release.ts'
import type { Skin } from '../http/skins.ts'
import { type Problem, problemCodes } from '../problems.ts'

export function apiSkin(publicUrl: string): Skin {
  return {
    name: 'api',
    paths: [],
    headers: { ...sharedHeaders, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" },
    problem: (problem, { instance }) => ({
      type: 'application/problem+json; charset=utf-8',
      body: JSON.stringify(problemDetails(publicUrl, problem, instance)),
    }),
    release: releaseInQuery,
    readsReleaseFromCursor: true,
    isExemptFromLimits: false,
  }
}

function problemDetails(publicUrl: string, problem: Problem, instance: string): ProblemDetails {
  const { status, title } = problemCodes[problem.code]
  return {
    type: `${publicUrl}/v1/problems/${problem.code}`,
    title,
    status,
    detail: problem.message,
    instance,
    code: problem.code,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  }
}
