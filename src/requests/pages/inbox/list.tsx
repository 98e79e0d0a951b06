import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RequestRow, requestsApi } from '../../contract.ts'
import { deskRoles } from '../../rules.ts'
import { StateLight } from '../case/matter.tsx'
import { ClockLight } from '../clock-light.tsx'
import { EscalationLight } from '../escalation-light.tsx'
import { useName } from '../names.ts'
import { BulkDispatch } from './bulk-dispatch.tsx'
import { filterNames } from './query.ts'

interface Props {
  list: AnswerOf<typeof requestsApi.list> | undefined
  isFetching: boolean
  /** Id of the case that is open beside the list. */
  opened: string | undefined
  move: (by: 1 | -1) => void
}

/** The requests of a view, what breaks next first; the desk ticks several and hands them to one unit, or ties them to one cause. */
export function InboxList({ list, isFetching, opened, move }: Props) {
  const t = useWords()
  const format = useFormat()
  const { role } = useMe()
  const [address, change] = useAddressQuery()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  if (list === undefined) return <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} />
  const { rows, total, isMore, pageSize } = list
  const mayTick = deskRoles.includes(role)
  const chosen = rows.filter((row) => ticked.has(row.id) && mayTick)
  const tick = (id: string, isOn: boolean) =>
    setTicked(new Set(isOn ? [...ticked, id] : [...ticked].filter((one) => one !== id)))
  const isFiltered = filterNames.some((name) => address[name] !== undefined)
  const clear = () => change(Object.fromEntries(['page', ...filterNames].map((name) => [name, undefined])))

  return (
    <section className="requests-list" aria-label={t('requests.page.list')} aria-busy={isFetching}>
      <div className="list-head">
        <span role="status">{t('ui.list.count', { total: `${format.number(total)}${isMore ? '+' : ''}` })}</span>
        {isFiltered ? (
          <Button type="link" size="small" onClick={clear}>
            {t('ui.list.clear')}
          </Button>
        ) : null}
      </div>
      <BulkDispatch chosen={chosen} clear={() => setTicked(new Set())} />
      {rows.length === 0 ? (
        <p className="empty-state">{t(isFiltered ? 'ui.list.none' : `requests.page.none.${address.view ?? 'open'}`)}</p>
      ) : (
        <ul
          className="requests-rows"
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
            event.preventDefault()
            move(event.key === 'ArrowDown' ? 1 : -1)
          }}
        >
          {rows.map((row) => (
            <li key={row.id} className={row.id === opened ? 'is-open' : ''}>
              {mayTick ? (
                <Checkbox
                  checked={ticked.has(row.id)}
                  aria-label={t('requests.page.tick', { number: row.number })}
                  onChange={(event) => tick(row.id, event.target.checked)}
                />
              ) : null}
              <Row row={row} isOpen={row.id === opened} />
            </li>
          ))}
        </ul>
      )}
      {total > pageSize ? (
        <Pagination
          className="list-paging"
          size="small"
          current={Number(address.page ?? 1)}
          pageSize={pageSize}
          total={total}
          showSizeChanger={false}
          onChange={(page) => change({ page: page === 1 ? undefined : String(page) })}
        />
      ) : null}
    </section>
  )
}

function Row({ row, isOpen }: { row: RequestRow; isOpen: boolean }) {
  const t = useWords()
  const nameOf = useName()
  const [address] = useAddressQuery()
  const { id, number, title, firmName, topic, leadUnit, handlerName, next, round } = row
  const place = leadUnit ? [nameOf(leadUnit), handlerName].filter(Boolean).join(' ') : t('requests.page.withDesk')
  return (
    <Link
      to="."
      search={{ ...address, case: id }}
      resetScroll={false}
      data-request={id}
      className="requests-row"
      {...(isOpen ? { 'aria-current': 'true' as const } : {})}
    >
      <span className="requests-row-head">
        {next ? <ClockLight clock={next} name={t(`requests.clock.${next.name}`)} /> : <StateLight request={row} />}
        <EscalationLight request={row} />
        <span className="requests-number">{number}</span>
      </span>
      <span className="requests-row-title">{title}</span>
      <span className="requests-row-more">{[firmName, nameOf(topic)].join(' · ')}</span>
      <span className="requests-row-more">
        {[t(`requests.state.${row.state}`), place, round > 1 ? t('requests.page.roundOf', { round }) : null]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Link>
  )
}
