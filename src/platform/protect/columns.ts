import { customType } from 'drizzle-orm/pg-core'
import { type Opened, openValue, sealValue } from './values.ts'

/**
 * A text column that is encrypted in the database. `place` is `schema.table.column`: a value does not open elsewhere.
 * Reading gives the text, or an `Unreadable` where the key is missing or the value was changed; writing takes a text.
 * Two equal texts differ in the database: compare by a blind index beside it.
 */
export const protectedText = (name: string, { place }: { place: string }) =>
  customType<{ data: Opened; driverData: string }>({
    dataType: () => 'text',
    fromDriver: (value) => openValue(place, value),
    toDriver: (value) => {
      if (typeof value !== 'string') throw new Error(`a value of ${place} that could not be read was to be written`)
      return sealValue(place, value)
    },
  })(name)
