/** What tests of this and of higher modules stand on. Not part of the product. */
import { transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { testCity } from '#platform/testing/world.ts'
import { initialsOfFirm } from './rules.ts'
import { followWords } from './search/commands.ts'
import { contactColumns, enterprises, registrations } from './tables.ts'

interface Contact {
  name: string
  phone: string
  /** As it was typed at the registration. */
  typed?: string
  accountId?: string
  divisionCode?: string
}

/** A firm with its contact, who also asked for an account and was refused. The division must be there. */
export async function aFirmsContact(contact: Contact): Promise<{ enterpriseId: string; registrationId: string }> {
  const { name, phone, typed = phone, accountId = newId(), divisionCode = '990102' } = contact
  const [enterpriseId, registrationId] = [newId(), newId()]
  const firm = { city: testCity, creditCode: '91350100M000100Y43', divisionCode }
  await transact({ city: testCity }, async (tx) => {
    await tx.insert(enterprises).values({
      ...{ ...firm, id: enterpriseId, name: '甲市晓月纺织厂', shortName: '晓月纺织' },
      ...contactColumns('enterprises', name, phone),
    })
    await tx.insert(registrations).values({
      ...{ ...firm, id: registrationId, receiptHash: registrationId, accountId, username: accountId },
      ...{ firmName: '晓月纺织', state: 'refused', submittedAt: '2026-03-01T00:00:00Z' },
      ...contactColumns('registrations', name, typed),
    })
  })
  return { enterpriseId, registrationId }
}

/** A firm of the registry. The division must be there. */
export async function aFirm(name: string, creditCode: string | null = null, divisionCode = '990102'): Promise<string> {
  const id = newId()
  await transact({ city: testCity }, async (tx) => {
    await tx.insert(enterprises).values({
      ...{
        city: testCity,
        id,
        creditCode,
        divisionCode,
        name,
        shortName: name,
        initials: initialsOfFirm(name, name),
      },
      ...contactColumns('enterprises', null, null),
    })
    await followWords(tx, { city: testCity }, [id])
  })
  return id
}
