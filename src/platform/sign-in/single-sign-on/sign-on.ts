import { AppError } from '../../errors.ts'
import type { SignOnConfiguration } from './configuration.ts'
import { discovery, type Endpoints } from './discovery.ts'

/** Name of the way to sign in: in `credentials`, and in the address the sign-on returns to. */
export const providerId = 'single-sign-on'

/** Where a refused person lands; `&error=…` is added. */
export const refusedAddress = '/?sign-on=refused'

/** What the mapping of roles may name in a city: units by slug, divisions by code. `app.ts` passes those of organisations. */
export interface Places {
  unitIds: ReadonlyMap<string, string>
  divisions: ReadonlySet<string>
}
export type PlacesOf = (city: string) => Promise<Places>

/** The single sign-on of the city that this server serves. */
export interface SignOn {
  configuration: SignOnConfiguration
  city: string
  /** Main address of the product, without a slash at its end. */
  address: string
  /** Seals what is kept of the sign-on's answers. */
  secret: string
  placesOf: PlacesOf
  endpoints: () => Promise<Endpoints>
}

/**
 * Makes the sign-on ready. The places of its mapping must be there already.
 *
 * @throws AppError invalid `platform.signOn.config.noUnit`, `platform.signOn.config.noDivision` naming file and line
 */
export async function openSignOn(
  configuration: SignOnConfiguration,
  served: Pick<SignOn, 'city' | 'address' | 'secret' | 'placesOf'>,
): Promise<SignOn> {
  const { unitIds, divisions } = await served.placesOf(served.city)
  const { file, roles } = configuration
  for (const { line, scope, unit } of roles) {
    const slugs = [unit, scope.kind === 'unit' ? scope.id : null].filter((one) => one !== null)
    const slug = slugs.find((one) => !unitIds.has(one))
    if (slug !== undefined) throw new AppError('invalid', 'platform.signOn.config.noUnit', { file, line, slug })
    if (scope.kind === 'district' && !divisions.has(scope.id)) {
      throw new AppError('invalid', 'platform.signOn.config.noDivision', { file, line, code: scope.id })
    }
  }
  const { address, ...rest } = served
  return { configuration, ...rest, address: new URL(address).origin, endpoints: discovery(configuration) }
}
