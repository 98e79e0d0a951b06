/** What an entry takes from the other where it does not know it. Name and phone of the contact go together. */
export const filledOfEntry = ['address', 'oldNumber'] as const

/** Fields that one does not know and the other does. */
export const unknownIn = <Field extends string>(
  fields: readonly Field[],
  stay: Partial<Record<Field, unknown>>,
  gone: Partial<Record<Field, unknown>>,
): Field[] => fields.filter((field) => (stay[field] ?? null) === null && (gone[field] ?? null) !== null)
