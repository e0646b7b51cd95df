declare module 'autocannon' {
  type Options = { url: string; connections: number; duration?: number; amount?: number; overallRate?: number; timeout?: number; workers?: number; requests: { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }[] }
  type Result = { requests: { average: number; total: number; sent: number }; latency: { p50: number; p99: number; max: number }; errors: number; timeouts: number; mismatches: number; non2xx: number; '2xx': number; '4xx': number; '5xx': number; statusCodeStats?: Record<string, { count: number }> }
  export default function autocannon(options: Options): Promise<Result>
}
