import { Button } from 'antd'
import { useWords } from './words.tsx'

interface Props {
  /** As people read it. */
  value: string
  /** Of what year, where it has one. */
  year: number | null
  /** In words: who said so. */
  source: string
  isEstimated?: boolean
  /** Puts the value into the field; left out where it is only shown. */
  onTake?: () => void
}

/** Below a field: what is known already, with its year and source, one tap to take it. Nothing is filled in twice. */
export function KnownValue({ value, year, source, isEstimated = false, onTake }: Props) {
  const t = useWords()
  const from = [year === null ? null : String(year), source, isEstimated ? t('ui.known.estimated') : null]
  return (
    <span className="known-value" role="note">
      {t('ui.known', { value, from: from.filter((part) => part !== null).join(' · ') })}{' '}
      {onTake ? (
        <Button size="small" onClick={onTake}>
          {t('ui.known.take')}
        </Button>
      ) : null}
    </span>
  )
}
