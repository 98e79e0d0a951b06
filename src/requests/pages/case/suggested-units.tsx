import { Radio, Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { requestsApi, type Suggestion } from '../../contract.ts'
import { useName } from '../names.ts'
import { type Chosen, UnitChoice } from './unit-choice.tsx'

/** Where the request might go, each with its reason; then any other unit. */
export function SuggestedUnits({ requestId, id, value, onChange }: Chosen & { requestId: string }) {
  const t = useWords()
  const nameOf = useName()
  const suggestions = useCall(requestsApi.suggestions, { params: { id: requestId } })
  const known = suggestions.data ?? []
  const place = useRef<HTMLDivElement>(null)
  const isThere = known.length > 0
  // The best suggestion is one key away: space chooses it, enter dispatches.
  useEffect(() => {
    if (isThere) place.current?.querySelector<HTMLElement>('input[type="radio"]')?.focus()
  }, [isThere])
  const isSuggested = known.some(({ unit }) => unit.id === value)
  return (
    <div ref={place} className="requests-suggested">
      {suggestions.isPending ? <Skeleton active={false} title={false} paragraph={{ rows: 2 }} /> : null}
      {suggestions.error ? <RefusalNotice error={suggestions.error} retry={() => void suggestions.refetch()} /> : null}
      {known.length > 0 ? (
        <Radio.Group
          className="requests-choices"
          aria-label={t('requests.page.suggested')}
          value={isSuggested ? value : null}
          onChange={({ target }) => onChange?.(target.value)}
          options={known.map((one) => ({
            value: one.unit.id,
            label: (
              <>
                {nameOf(one.unit)}
                <span className="requests-reason">{reasonOf(t, one)}</span>
              </>
            ),
          }))}
        />
      ) : suggestions.data ? (
        <p className="requests-soft">{t('requests.page.noSuggestion')}</p>
      ) : null}
      <UnitChoice
        {...(id ? { id } : {})}
        value={isSuggested ? undefined : value}
        label={t('requests.page.otherUnit')}
        {...(onChange ? { onChange } : {})}
      />
    </div>
  )
}

const reasonOf = (t: ReturnType<typeof useWords>, { ground, reason, count, of }: Suggestion): string =>
  t(`requests.page.ground.${ground}${reason || ground === 'past' ? '' : '.bare'}`, {
    reason,
    count: count ?? 0,
    of: of ?? 0,
  })
