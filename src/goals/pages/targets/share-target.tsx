import { Alert, Button, Drawer, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { isDecimal } from '#platform/decimals.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { valueWords } from '#platform/ui/quantity-words.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { goalsApi, type OwnerView } from '../../contract.ts'
import { type TargetView, targetsApi } from '../../targets/contract.ts'
import { checkShares } from '../../targets/rules.ts'
import { ownerKey } from '../cascade/tree.ts'
import { toKept, toTyped } from './words.ts'

interface Props {
  target: TargetView
  shares: readonly TargetView[]
  onLeave: () => void
}

/** Splits a target to districts and units; the sum stands below while one types. */
export function ShareTarget({ target, shares, onLeave }: Props) {
  const t = useWords()
  const form = useId()
  const choices = useCall(goalsApi.choices, {})
  const send = useSend(targetsApi.share, { stale: [targetsApi.list, targetsApi.detail], quiet: true, onDone: onLeave })
  const { unit } = target
  const [rows, setRows] = useState(() => shares.map(({ owner, value }) => ({ owner, typed: toTyped(value, unit) })))
  const owners = (choices.data?.owners ?? []).filter(
    (one) => ownerKey(one) !== ownerKey(target.owner) && !rows.some(({ owner }) => ownerKey(owner) === ownerKey(one)),
  )
  const filled = rows.filter(({ typed }) => typed.trim() !== '')
  const isWrong = filled.some(({ typed }) => !isDecimal(typed.trim()))
  const set = (owner: OwnerView, typed: string) =>
    setRows(rows.map((row) => (ownerKey(row.owner) === ownerKey(owner) ? { owner, typed } : row)))
  const save = () =>
    send.mutate({
      params: { id: target.id },
      body: {
        version: target.version,
        shares: filled.map(({ owner, typed }) => ({
          owner: { kind: owner.kind, id: owner.id },
          value: toKept(typed, unit),
        })),
      },
    })
  return (
    <Drawer open title={t('goals.share')} size={useIsPhone() ? '100%' : 520} onClose={onLeave}>
      {send.error ? (
        <Alert className="form-refusal" role="alert" showIcon type="error" title={refusalText(t, send.error)} />
      ) : null}
      <p className="goals-hint">{t('goals.share.hint')}</p>
      <ul className="goals-shares">
        {rows.map(({ owner, typed }) => (
          <li key={ownerKey(owner)}>
            <label htmlFor={`${form} ${ownerKey(owner)}`}>{owner.name}</label>
            <Input
              id={`${form} ${ownerKey(owner)}`}
              inputMode="decimal"
              maxLength={30}
              value={typed}
              status={typed.trim() === '' || isDecimal(typed.trim()) ? '' : 'error'}
              suffix={unit === 'CNY' ? t('goals.unit.money') : (unit ?? '')}
              onChange={({ target: field }) => set(owner, field.value)}
            />
          </li>
        ))}
      </ul>
      <Select
        className="goals-share-add"
        aria-label={t('goals.share.add')}
        placeholder={t('goals.share.add')}
        showSearch={{ optionFilterProp: 'label' }}
        loading={choices.isPending}
        value={null}
        options={owners.map((one) => ({ value: ownerKey(one), label: one.name }))}
        onChange={(key: string | null) => {
          const owner = owners.find((one) => ownerKey(one) === key)
          if (owner) setRows([...rows, { owner, typed: '' }])
        }}
      />
      {isWrong ? (
        <p className="goals-hint" role="status">
          {t('goals.actual.number')}
        </p>
      ) : (
        <SumSoFar target={target} values={filled.map(({ typed }) => toKept(typed, unit))} />
      )}
      <div className="form-buttons">
        <Button type="primary" disabled={isWrong} loading={send.isPending} onClick={save}>
          {t('ui.save')}
        </Button>
        <Button onClick={onLeave}>{t('ui.cancel')}</Button>
      </div>
    </Drawer>
  )
}

function SumSoFar({ target, values }: { target: TargetView; values: readonly string[] }) {
  const t = useWords()
  const format = useFormat()
  const { direction, isAdditive } = target.indicator
  const { verdict, sum, difference } = checkShares(target.value, values, {
    direction: direction ?? 'more',
    isAdditive: isAdditive ?? false,
  })
  if (verdict === 'none') return null
  const facts = {
    sum: valueWords(t, format, sum ?? '0', target.unit),
    difference: valueWords(t, format, (difference ?? '0').replace('-', ''), target.unit),
    count: values.length,
  }
  return (
    <p className="goals-hint" role="status">
      {t(
        verdict === 'not-additive'
          ? 'goals.shares.not-additive'
          : `goals.shares.sum.${difference === '0' ? 'exact' : verdict}`,
        facts,
      )}
    </p>
  )
}
