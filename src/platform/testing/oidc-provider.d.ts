/** The little of oidc-provider that tests use; the package has no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  interface ProviderContext {
    oidc?: { route?: string }
    body: unknown
  }

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    use(middleware: (ctx: ProviderContext, next: () => Promise<void>) => Promise<void>): void
    callback(): RequestListener
  }
}
