/** What a place of `places.ts` has in the registry of firms, made through the routes. Not part of the product. */
import { z } from 'zod'
import { scopeOf } from '#organisations/index.ts'
import { dayOf, now } from '#platform/clock.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { createAccount } from '#platform/sign-in/accounts.ts'
import { anActor } from '#platform/testing/world.ts'
import { Id, made } from './place-parts.ts'

/** Ids of what the firm of a place has. */
export interface RegistryOfPlace {
  firmProduct: string
  firmListing: string
  firmWord: string
  firmVisit: string
  /** A promise made at an earlier visit. */
  firmPromise: string
  firmCorrection: string
  /** A table of firms that was brought. */
  firmImport: string
  /** Another firm, into which an entry was merged. */
  firmTwin: string
  firmMerge: string
  /** Account of an officer who may be on a team. */
  teamOfficer: string
}

const today = dayOf(now()).toString()

/** Product, listing, word, two visits with a promise, and a correction that waits. */
export async function registryIn({
  city,
  division,
  unit,
  firm,
  canary,
}: {
  city: string
  division: string
  unit: string
  firm: string
  canary: string
}): Promise<RegistryOfPlace> {
  const scope = { kind: 'district', id: division } as const
  const officer = anActor('district-officer', { city, unitId: unit, scope, ...(await scopeOf({ city, scope })) })
  const post = (path: string, body: unknown) => made(officer, { method: 'POST', path: `/enterprises${path}`, body }, Id)
  const { id: firmProduct } = await post(`/${firm}/items`, { kind: 'product', name: `${canary}泵` })
  const listing = { list: 'innovative-sme', validFrom: '2025-01-01', source: 'notice', evidence: `${canary}公告` }
  const { id: firmListing } = await post(`/${firm}/listings`, listing)
  const word = {
    subject: 'tax',
    purpose: 'ladder',
    validFrom: today,
    validTo: '2099-12-31',
    evidence: `${canary}授权书`,
  }
  const { id: firmWord } = await post(`/${firm}/authorisations`, word)
  const { id: held } = await post(`/${firm}/visits`, { day: today, purpose: `${canary}走访` })
  const promise = { kind: 'promise', title: `${canary}承诺`, unitId: unit, dueOn: '2099-12-31' }
  await post(`/visits/${held}/notes`, { version: 1, heldOn: today, notes: `${canary}记录`, outcomes: [promise] })
  const { outcomes } = await made(
    officer,
    { method: 'GET', path: `/enterprises/${firm}/visits` },
    z.object({ outcomes: z.array(Id) }),
  )
  const { id: firmVisit } = await post(`/${firm}/visits`, { day: today, purpose: `${canary}再访` })
  const own = { kind: 'enterprise', id: firm } as const
  const user = anActor('enterprise-user', {
    city,
    accountId: newId(),
    scope: own,
    ...(await scopeOf({ city, scope: own })),
  })
  const body = { kind: 'entry', field: 'address', proposed: `${canary}路一号`, reason: '搬迁' }
  const { id: firmCorrection } = await made(user, { method: 'POST', path: '/enterprises/corrections', body }, Id)
  const teamOfficer = await anOfficer(city, unit)
  const table = { method: 'POST', path: '/enterprises/imports', form: someFirms(canary) }
  const { id: firmImport } = await made(officer, table, Id)
  const entry = (name: string) =>
    post('', {
      name: `${canary}${name}`,
      shortName: `${canary}${name}`,
      divisionCode: division,
      noCodeReason: 'not-known',
    })
  const [{ id: firmTwin }, { id: otherId }] = [await entry('丙厂'), await entry('丁厂')]
  const merge = { otherId, version: 1, otherVersion: 1, reason: '同一家企业' }
  const { mergeId: firmMerge } = await made(
    officer,
    { method: 'POST', path: `/enterprises/${firmTwin}/merging`, body: merge },
    z.object({ mergeId: z.string() }),
  )
  return {
    firmTwin,
    firmMerge,
    firmProduct,
    firmListing,
    firmWord,
    firmVisit,
    firmPromise: outcomes[0]?.id ?? '',
    firmCorrection,
    firmImport,
    teamOfficer,
  }
}

export function someFirms(canary: string): FormData {
  const form = new FormData()
  form.append('source', `${canary}台账`)
  form.append('files', new File([`企业名称,备注\n${canary}来表厂,${canary}\n`], '企业.csv'))
  return form
}

const anOfficer = (city: string, unitId: string): Promise<string> =>
  transactAsOwner(city, async (tx) => {
    const username = `officer-${newId().slice(-10)}`
    const account = { city, username, name: '企服员', password: 'long-enough-4711' }
    const scope = { kind: 'city', id: city } as const
    const post = { city, role: 'enterprise-officer', post: '科员', unitId, fromOn: '2026-01-01', scope } as const
    return createAccount(tx, account, [post])
  })
