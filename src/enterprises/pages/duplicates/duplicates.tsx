import '../enterprises.css'
import { Link } from '@tanstack/react-router'
import { useListQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ListPage } from '#platform/ui/list-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { duplicatesApi as api, ListPairs, type Pair, type PairedFirm } from '../../duplicates/contract.ts'

/** Which entries may be one firm, and why? */
export function DuplicatesPage() {
  const t = useWords()
  const format = useFormat()
  const result = useCall(api.list, { query: useListQuery(ListPairs) })
  const waiting = result.data?.waiting ?? 0
  return (
    <ListPage
      titleKey="enterprises.page.duplicates"
      lead={t('enterprises.duplicates.lead')}
      before={
        waiting > 0 ? (
          <p className="enterprises-soft" role="status">
            {t('enterprises.duplicates.waiting', { count: format.number(waiting) })}
          </p>
        ) : null
      }
      result={result}
      rowKey={({ id }) => id}
      columns={[
        { key: 'first', label: t('enterprises.duplicates.first'), cell: ({ first }) => <Entry firm={first} /> },
        { key: 'second', label: t('enterprises.duplicates.second'), cell: ({ second }) => <Entry firm={second} /> },
        { key: 'why', label: t('enterprises.duplicates.why'), cell: (pair) => <Reasons pair={pair} /> },
        { key: 'do', label: t('enterprises.duplicates.decide'), cell: (pair) => <Decide pair={pair} /> },
      ]}
      filters={[
        {
          name: 'state',
          label: t('enterprises.duplicates.state'),
          options: [{ value: 'different', label: t('enterprises.duplicates.state.different') }],
        },
      ]}
      empty={<EmptyState title={t('enterprises.duplicates.none')} next={t('enterprises.duplicates.none.next')} />}
    />
  )
}

function Entry({ firm }: { firm: PairedFirm }) {
  const t = useWords()
  const { creditCode, oldNumber, divisionName, address, status } = firm
  const facts = [creditCode ?? oldNumber ?? t('enterprises.noCode.not-known'), divisionName, address]
  return (
    <div>
      <Link to={`/firms/${firm.id}`}>{firm.name}</Link>
      <div className="enterprises-soft">
        {[...facts, status === 'active' ? null : t(`enterprises.status.${status}`)]
          .filter((fact) => fact !== null)
          .join(' · ')}
      </div>
    </div>
  )
}

export function Reasons({ pair: { reasons, hasOwnCodes, decidedByName, note } }: { pair: Pair }) {
  const t = useWords()
  return (
    <ul className="enterprises-reasons">
      {reasons.map(({ kind, first, second }) => (
        <li key={kind}>
          {t(`enterprises.duplicates.reason.${kind}`)}{' '}
          <span className="enterprises-soft">{first === second ? first : `${first} ≈ ${second}`}</span>
        </li>
      ))}
      {hasOwnCodes ? <li className="enterprises-soft">{t('enterprises.duplicates.ownCodes')}</li> : null}
      {decidedByName ? (
        <li>{t('enterprises.duplicates.decidedBy', { name: decidedByName, note: note ?? '' })}</li>
      ) : null}
    </ul>
  )
}

/** The entry with a code of its own is proposed to stay. */
export const stayOf = ({ first, second }: Pair): [PairedFirm, PairedFirm] =>
  first.creditCode === null && second.creditCode !== null ? [second, first] : [first, second]

export function Decide({ pair }: { pair: Pair }) {
  const t = useWords()
  const send = useSend(api.decide, { stale: [api.list] })
  const decide = (state: 'open' | 'different') =>
    send.mutate({ params: { id: pair.id }, body: { version: pair.version, state } })
  const [stay, gone] = stayOf(pair)
  if (pair.state === 'different')
    return (
      <ConfirmButton
        size="small"
        question={t('enterprises.duplicates.again.ask')}
        loading={send.isPending}
        onConfirm={() => decide('open')}
      >
        {t('enterprises.duplicates.again')}
      </ConfirmButton>
    )
  return (
    <span className="enterprises-choices">
      <Link to={`/firms/${stay.id}/merge/${gone.id}`}>{t('enterprises.duplicates.compare')}</Link>
      <ConfirmButton
        size="small"
        question={t('enterprises.duplicates.different.ask')}
        consequence={t('enterprises.duplicates.different.next')}
        loading={send.isPending}
        onConfirm={() => decide('different')}
      >
        {t('enterprises.duplicates.different')}
      </ConfirmButton>
    </span>
  )
}
