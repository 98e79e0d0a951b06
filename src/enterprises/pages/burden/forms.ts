import { useWords } from '#platform/ui/words.tsx'

/** A form by its name: what filling it in does, in the words of the audit. */
export function useFormWords(): (form: string) => string {
  const t = useWords()
  return (form) => t(`action.${form}`)
}
