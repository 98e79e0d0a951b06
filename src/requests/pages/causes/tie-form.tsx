import './causes.css'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { causesApi } from '../../causes/contract.ts'
import { requestsApi } from '../../contract.ts'

interface Props {
  requestIds: readonly string[]
  onDone?: () => void
}

/** Ties requests to a root cause: those still open first, done ones too, for what came since counts. */
export function TieForm({ requestIds, onDone }: Props) {
  const t = useWords()
  const [causeId, choose] = useState<string | null>(null)
  const causes = useCall(causesApi.list, { query: {} })
  const send = useSend(causesApi.tie, {
    stale: [requestsApi.get, requestsApi.list, causesApi.list, causesApi.get],
    onDone: () => {
      choose(null)
      onDone?.()
    },
  })
  const tie = () => {
    if (causeId !== null) send.mutate({ params: { id: causeId }, body: { requestIds: [...requestIds] } })
  }
  if (causes.data?.rows.length === 0) return null
  return (
    <div className="requests-tie">
      <Select
        className="requests-unit"
        aria-label={t('requests.page.causes.choose')}
        placeholder={t('requests.page.causes.choose')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={causeId}
        options={(causes.data?.rows ?? []).map(({ id, title, state }) => ({
          value: id,
          label: state === 'done' ? t('requests.page.causes.doneOne', { title }) : title,
        }))}
        onChange={(id: string | null | undefined) => choose(id ?? null)}
      />
      <Button disabled={causeId === null} loading={send.isPending} onClick={tie}>
        {t('requests.page.causes.tie')}
      </Button>
    </div>
  )
}
