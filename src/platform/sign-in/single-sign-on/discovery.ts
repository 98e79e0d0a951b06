import { z } from 'zod'
import { now } from '../../clock.ts'
import { AppError } from '../../errors.ts'
import { log } from '../../log.ts'
import { isSafeAddress } from './addresses.ts'
import type { SignOnConfiguration } from './configuration.ts'

/** How long one answer of the sign-on is waited for. */
export const patience = 8_000
/** How long what the sign-on says of itself is trusted. */
const fresh = 10 * 60_000

const Endpoint = z.string().refine(isSafeAddress)
const Discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: Endpoint,
  token_endpoint: Endpoint,
  jwks_uri: Endpoint,
  userinfo_endpoint: Endpoint.optional(),
  end_session_endpoint: Endpoint.optional(),
  id_token_signing_alg_values_supported: z.array(z.string()),
})

/** Where the sign-on does what, as it says of itself. */
export interface Endpoints {
  authorization: string
  token: string
  keys: string
  userInfo: string | null
  endSession: string | null
  /** Signatures with a key pair alone: a shared secret or none proves nothing here. */
  algorithms: string[]
}

/**
 * Asks the sign-on for its addresses when they are needed, not at start: Daqiao starts, and lets local accounts in, while
 * the sign-on is down.
 *
 * @throws AppError unavailable `platform.signOn.unreachable`
 */
export function discovery({ issuer, discovery: address }: Pick<SignOnConfiguration, 'issuer' | 'discovery'>) {
  let known: { endpoints: Endpoints; until: number } | null = null
  return async (): Promise<Endpoints> => {
    const moment = now().epochMilliseconds
    if (known && known.until > moment) return known.endpoints
    try {
      const endpoints = endpointsOf(Discovered.parse(await askJson(address)), issuer)
      known = { endpoints, until: moment + fresh }
      return endpoints
    } catch (error) {
      log.warn({ err: error, address }, 'the single sign-on did not say what it offers')
      throw new AppError('unavailable', 'platform.signOn.unreachable')
    }
  }
}

function endpointsOf(said: z.output<typeof Discovered>, issuer: string): Endpoints {
  if (said.issuer !== issuer) throw new Error(`it calls itself ${said.issuer}, the configuration ${issuer}`)
  const algorithms = said.id_token_signing_alg_values_supported.filter((one) => /^(?:RS|PS|ES|Ed)/.test(one))
  if (algorithms.length === 0) throw new Error('it signs id tokens with no key pair')
  return {
    authorization: said.authorization_endpoint,
    token: said.token_endpoint,
    keys: said.jwks_uri,
    userInfo: said.userinfo_endpoint ?? null,
    endSession: said.end_session_endpoint ?? null,
    algorithms,
  }
}

/** A JSON answer of the sign-on; redirects are not followed. */
export async function askJson(address: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(address, {
    headers: { accept: 'application/json', ...headers },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return answer.json()
}
