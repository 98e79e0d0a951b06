import { useWords } from '#platform/ui/words.tsx'
import { isFigure } from '../../import/contract.ts'

/** Names of fields of a firm that differ from those of its columns. */
const ofEntry: Readonly<Record<string, string>> = {
  creditCode: 'code',
  divisionCode: 'division',
  industryCode: 'industry',
}

/** What people call a field. */
export function useFieldName(): (field: string) => string {
  const t = useWords()
  return (field) =>
    isFigure(field) ? t(`enterprises.field.${field}`) : t(`enterprises.import.field.${ofEntry[field] ?? field}`)
}
