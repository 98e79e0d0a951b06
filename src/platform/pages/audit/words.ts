import { useMemo } from 'react'
import { useWords } from '../../ui/words.tsx'

/** Words of audit names where there are some, else the code itself. */
export function useAuditWords() {
  const t = useWords()
  return useMemo(() => {
    const orCode = (prefix: string, code: string) => {
      const key = `${prefix}${code}`
      const words = t(key)
      return words === key ? code : words
    }
    return {
      action: (action: string) => orCode('action.', action),
      subject: (kind: string) => orCode('audit.subject.', kind),
      who: ({ accountId, name, username }: { accountId: string; name: string | null; username: string | null }) =>
        name ? (username ? t('audit.nameAndUser', { name, username }) : name) : orCode('audit.account.', accountId),
    }
  }, [t])
}
