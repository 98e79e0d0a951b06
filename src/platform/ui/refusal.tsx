import { Alert, Button } from 'antd'
import { Refused } from '../http/client.ts'
import { type Translate, useWords } from './words.tsx'

/** What to tell the user about a failure, in their language. */
export function refusalText(t: Translate, error: unknown): string {
  if (!(error instanceof Refused)) return t('ui.bug')
  return error.message || t(error.key, error.facts)
}

interface Props {
  error: unknown
  retry?: (() => void) | undefined
}

/** A refused or failed reading in the place where its answer would stand. */
export function RefusalNotice({ error, retry }: Props) {
  const t = useWords()
  const action = retry ? <Button onClick={retry}>{t('ui.retry')}</Button> : null
  return <Alert type="error" showIcon role="alert" title={refusalText(t, error)} action={action} />
}
