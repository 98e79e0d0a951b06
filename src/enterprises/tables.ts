import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { divisionKey } from '#organisations/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { protectedText } from '#platform/protect/columns.ts'
import { normalisedName, normalisedPhone } from '#platform/protect/normalise.ts'
import { indexOf, type ProtectedColumn, type ProtectedTable } from '#platform/protect/protected-tables.ts'
import { noCodeReasons, quoted, statuses } from './rules.ts'

export const enterprisesSchema = pgSchema('enterprises')

/** The registry of firms. */
export const enterprises = enterprisesSchema.table(
  'enterprises',
  {
    city: city(),
    id: id(),
    /** Unified social credit code, its check character verified; null where a firm has none yet. */
    creditCode: text('credit_code'),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    /** First letters of the sounds of name and short name (`initialsOfFirm`): lists are sorted and searched by them. */
    initials: text('initials').notNull().default(''),
    divisionCode: text('division_code').notNull(),
    /** Street and number where it works. */
    address: text('address'),
    /** Why it has no credit code yet, and the 15 digits it was registered under before (注册号). */
    noCodeReason: text('no_code_reason'),
    oldNumber: text('old_number'),
    /** As of the last row of `status_changes`. */
    status: text('status').notNull().default('active'),
    /** A private person: encrypted as the phone is, and found by the whole name alone. */
    contactName: protectedText('contact_name', { place: 'enterprises.enterprises.contact_name' }),
    contactNameIndex: text('contact_name_index'),
    /** Encrypted; shown masked on lists. */
    contactPhone: protectedText('contact_phone', { place: 'enterprises.enterprises.contact_phone' }),
    contactPhoneIndex: text('contact_phone_index'),
    /** The entry it was merged into: one of the same firm (`merging/`). It exists for nobody any more and leads there. */
    mergedIntoId: uuid('merged_into_id'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'enterprises'),
    uniqueIndex('enterprises_credit_code').on(t.city, t.creditCode),
    index('enterprises_division').on(t.city, t.divisionCode, t.initials, t.id),
    index('enterprises_initials').on(t.city, t.initials, t.id),
    index('enterprises_status').on(t.city, t.status, t.initials, t.id),
    index('enterprises_old_number').on(t.city, t.oldNumber),
    index('enterprises_name').on(t.city, t.name),
    index('enterprises_contact_name').on(t.city, t.contactNameIndex),
    index('enterprises_contact_phone').on(t.city, t.contactPhoneIndex),
    foreignKey({
      name: 'enterprises_division_code',
      columns: [t.city, t.divisionCode],
      foreignColumns: divisionKey,
    }),
    index('enterprises_merged_into').on(t.city, t.mergedIntoId).where(sql`merged_into_id is not null`),
    foreignKey({ name: 'enterprises_merged', columns: [t.city, t.mergedIntoId], foreignColumns: [t.city, t.id] }),
    check('enterprises_status_known', sql`${t.status} in (${sql.raw(quoted(statuses))})`),
    check('enterprises_no_code', sql`${t.noCodeReason} in (${sql.raw(quoted(noCodeReasons))})`),
  ],
)

/** A person of a firm who asks for an account. The account is there already; it gets its role when the desk confirms. */
export const registrations = enterprisesSchema.table(
  'registrations',
  {
    city: city(),
    id: id(),
    /** SHA-256 of the receipt's code, by which the firm asks how it stands. */
    receiptHash: text('receipt_hash').notNull(),
    accountId: text('account_id').notNull(),
    username: text('username').notNull(),
    creditCode: text('credit_code').notNull(),
    firmName: text('firm_name').notNull(),
    /** Of the known firm; else of the credit code, where it names a division of the city. */
    divisionCode: text('division_code').notNull(),
    contactName: protectedText('contact_name', { place: 'enterprises.registrations.contact_name' }).notNull(),
    contactNameIndex: text('contact_name_index'),
    contactPhone: protectedText('contact_phone', { place: 'enterprises.registrations.contact_phone' }),
    contactPhoneIndex: text('contact_phone_index'),
    state: text('state').notNull().default('waiting'),
    enterpriseId: uuid('enterprise_id'),
    reason: text('reason'),
    note: text('note'),
    submittedAt: at('submitted_at').notNull(),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'registrations'),
    uniqueIndex('registrations_receipt').on(t.city, t.receiptHash),
    index('registrations_state').on(t.city, t.state, t.submittedAt),
    index('registrations_code').on(t.city, t.creditCode),
    index('registrations_contact_name').on(t.city, t.contactNameIndex),
    index('registrations_contact_phone').on(t.city, t.contactPhoneIndex),
    foreignKey({
      name: 'registrations_enterprise',
      columns: [t.city, t.enterpriseId],
      foreignColumns: [enterprises.city, enterprises.id],
    }),
    check('registrations_state_known', sql`${t.state} in ('waiting', 'confirmed', 'refused')`),
  ],
)

/** Codes of one use that let a person of one firm register at once. Only the hash of a code is kept. */
export const invitations = enterprisesSchema.table(
  'invitations',
  {
    city: city(),
    id: id(),
    codeHash: text('code_hash').notNull(),
    enterpriseId: uuid('enterprise_id').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [
    ...inCityTable(t, 'invitations'),
    uniqueIndex('invitations_code').on(t.city, t.codeHash),
    foreignKey({
      name: 'invitations_enterprise',
      columns: [t.city, t.enterpriseId],
      foreignColumns: [enterprises.city, enterprises.id],
    }),
  ],
)

/** City and id of a firm, for the foreign keys of higher modules. */
export const enterpriseKey: [typeof enterprises.city, typeof enterprises.id] = [enterprises.city, enterprises.id]

const nameOf = (table: typeof enterprises | typeof registrations): ProtectedColumn => {
  return { column: table.contactName, index: table.contactNameIndex, normalise: normalisedName }
}
const phoneOf = (table: typeof enterprises | typeof registrations): ProtectedColumn => {
  return { column: table.contactPhone, index: table.contactPhoneIndex, normalise: normalisedPhone }
}

/** Name and phone of a contact, in the registry and in what a firm's person registered. */
export const protectedContacts = {
  enterprises: { table: enterprises, name: nameOf(enterprises), phone: phoneOf(enterprises) },
  registrations: { table: registrations, name: nameOf(registrations), phone: phoneOf(registrations) },
} as const

export const protectedEnterprises: readonly ProtectedTable[] = Object.values(protectedContacts).map((contact) => {
  return { table: contact.table, columns: [contact.name, contact.phone] }
})

/** A contact as it is written: both columns with their indexes. */
export const contactColumns = <Name extends string | null>(
  of: keyof typeof protectedContacts,
  contactName: Name,
  contactPhone: string | null,
) => ({
  contactName,
  contactNameIndex: indexOf(protectedContacts[of].name, contactName),
  contactPhone,
  contactPhoneIndex: indexOf(protectedContacts[of].phone, contactPhone),
})
