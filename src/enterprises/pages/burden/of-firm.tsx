import { useCall } from '#platform/ui/calls.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { burdenApi } from '../../burden/contract.ts'

/** One line: what this firm was asked this month. */
export function BurdenOfFirm({ id, isOwn }: { id: string; isOwn: boolean }) {
  const t = useWords()
  const format = useFormat()
  const { data } = useCall(burdenApi.ofFirm, { params: { id } })
  if (!data || data.forms === 0) return null
  const { fields, forms, known } = data
  const facts = { fields: format.number(fields), forms: format.number(forms), known: format.number(known) }
  return <p className="enterprises-soft">{t(isOwn ? 'enterprises.burden.mine' : 'enterprises.burden.ofFirm', facts)}</p>
}
