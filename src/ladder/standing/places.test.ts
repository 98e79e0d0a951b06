import { expect, test } from 'vitest'
import { AddItem, KeepFirm } from '#enterprises/firm/contract.ts'
import { indicatorCodes } from '#enterprises/index.ts'
import { shippedVersions } from '#platform/rules/shipped.ts'
import { factCatalogue } from '../rules.ts'
import { packingStatement } from './rules.ts'

/** Where an officer enters what is neither a yearly figure, nor a list, nor an award: a field of the firm, or a right. */
const fields: Readonly<Record<string, readonly (keyof typeof KeepFirm.shape)[]>> = {
  'segment-years': ['segmentSinceYear'],
  'age-days': ['foundedOn'],
  'quality-items': ['hasQualityAward', 'hasManagementCertificate', 'hasOwnBrand', 'hasStandardRole'],
  'local-points': ['localPoints'],
  'it-processes': ['hasBusinessSystems'],
  certifications: ['hasManagementCertificate'],
  'rd-institution': ['rdInstitution'],
  'recognised-institution': ['rdInstitution'],
  digital: ['digitalLevel'],
  field: ['productField'],
  'chain-role': ['productArea'],
  'own-brand': ['hasOwnBrand'],
  'new-product': ['isNewProduct'],
  // By the size rule, from the industry and the yearly figures.
  'is-sme': ['industryCode'],
}
const ofRights = ['class-one-rights', 'best-right']
/** Asked by who judges, of no firm. */
const asked = ['review']

test('every fact that a rule may ask for has a place where an officer enters it, and the ladder reads it from there', () => {
  const [lists] = shippedVersions().filter(({ rule }) => rule === 'enterprises/lists')
  const isListed = (code: string) => JSON.stringify(lists?.body).includes(`"code":"${code}"`)
  const items: string[] = AddItem.options.map((option) => option.shape.kind.value)
  const placeless = Object.entries(factCatalogue).flatMap(([code, { kind }]) => {
    const isPlaced =
      (indicatorCodes as readonly string[]).includes(code) ||
      (kind === 'title' && isListed(code)) ||
      (kind === 'event' && items.includes('award')) ||
      (ofRights.includes(code) && items.includes('right')) ||
      (fields[code]?.every((field) => field in KeepFirm.shape) ?? asked.includes(code))
    return isPlaced ? [] : [code]
  })
  expect(placeless).toEqual([])
  expect(packingStatement('990100', '2026-05-01')).not.toMatch(/\bNULL,|, NULL\n/)
})
