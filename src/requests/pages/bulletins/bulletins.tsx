import '../requests.css'
import '../periods/periods.css'
import './bulletins.css'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { addressOf } from '#platform/http/client.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type BulletinList, type BulletinRow, bulletinApi } from '../../rates/bulletin/contract.ts'
import { useMonth } from '../periods/period-light.tsx'
import { DraftForm } from './draft-form.tsx'

/** Which months have a bulletin, who approved it, and what is the next step for those that have none? */
export function BulletinsPage() {
  const t = useWords()
  const first = useCall(bulletinApi.list, {})
  const isBusy = first.data?.rows.some(({ bulletin }) => bulletin?.state === 'approved' && !bulletin.isWritten)
  const result = useCall(bulletinApi.list, {}, { everyMilliseconds: isBusy ? 1500 : false })
  return (
    <div className="periods">
      <p className="requests-back">
        <Link to="/requests/periods">
          <ArrowLeftOutlined aria-hidden /> {t('requests.bulletins.back')}
        </Link>
      </p>
      <DetailPage
        titleKey="requests.bulletins.page"
        result={result}
        title={() => t('requests.bulletins.page')}
        lead={() => t('requests.bulletins.lead')}
      >
        {(list) => (list.rows.length === 0 ? <Nothing seesDrafts={list.seesDrafts} /> : <Months list={list} />)}
      </DetailPage>
    </div>
  )
}

function Nothing({ seesDrafts }: { seesDrafts: boolean }) {
  const t = useWords()
  const [key, to, label] = seesDrafts
    ? ['requests.bulletins.noMonth', '/requests/periods', 'requests.bulletins.toPeriods']
    : ['requests.bulletins.none', '/requests/rates', 'requests.bulletins.toRates']
  return <EmptyState title={t(key)} next={t(`${key}.next`)} to={to} label={t(label)} />
}

function Months({ list: { rows, mayKeep, issuer } }: { list: BulletinList }) {
  return (
    <ul className="periods-list bulletins-list">
      {rows.map((row) => (
        <Month key={row.periodId} row={row} mayKeep={mayKeep} issuer={issuer} />
      ))}
    </ul>
  )
}

const colours = { none: 'grey', draft: 'amber', waiting: 'amber', approved: 'green' } as const

const stateOf = ({ bulletin, waiting }: BulletinRow): keyof typeof colours =>
  bulletin === null ? 'none' : bulletin.state === 'approved' ? 'approved' : waiting ? 'waiting' : 'draft'

function Month({ row, mayKeep, issuer }: { row: BulletinRow; mayKeep: boolean; issuer: string }) {
  const t = useWords()
  const month = useMonth()(row.month)
  const [isWriting, write] = useState(false)
  const state = stateOf(row)
  return (
    <li>
      <h2>{month}</h2>
      <Light colour={colours[state]}>{t(`requests.bulletins.state.${state}`)}</Light>
      <p className="requests-soft">
        <Standing row={row} />
      </p>
      {isWriting ? (
        <DraftForm row={row} issuer={issuer} month={month} close={() => write(false)} />
      ) : (
        <Steps row={row} mayKeep={mayKeep} month={month} write={() => write(true)} />
      )}
    </li>
  )
}

/** Where the bulletin of a month stands, in a sentence or two. */
function Standing({ row }: { row: BulletinRow }) {
  const t = useWords()
  const format = useFormat()
  const { bulletin, waiting, closedByName, closedAt } = row
  const state = stateOf(row)
  const [name, at] = {
    none: [closedByName, closedAt],
    draft: [bulletin?.draftedByName, bulletin?.draftedAt],
    waiting: [waiting?.proposedByName, waiting?.proposedAt],
    approved: [bulletin?.approvedByName, bulletin?.approvedAt],
  }[state]
  return (
    <>
      {t(`requests.bulletins.standing.${state}`, { name: name ?? '', at: format.moment(at ?? '') })}
      {bulletin ? t(`requests.bulletins.audience.${bulletin.audience}`) : null}
    </>
  )
}

interface StepsProps {
  row: BulletinRow
  mayKeep: boolean
  month: string
  write: () => void
}

/** What the actor can do with the bulletin of a month. */
function Steps({ row: { bulletin, waiting, month: period }, mayKeep, month, write }: StepsProps) {
  const t = useWords()
  const send = useSend(bulletinApi.propose, { stale: [bulletinApi.list, approvalsApi.list] })
  if (bulletin === null)
    return mayKeep ? (
      <div className="bulletins-steps">
        <Button onClick={write}>{t('requests.bulletins.draft')}</Button>
      </div>
    ) : null
  const { id, version, number, isWritten } = bulletin
  if (bulletin.state === 'approved')
    return (
      <div className="bulletins-steps">
        {isWritten ? (
          <a href={addressOf(bulletinApi.paper, { params: { id } })} download>
            {t('requests.bulletins.download', { number: number ?? '' })}
          </a>
        ) : (
          <span>{t('requests.bulletins.writing')}</span>
        )}
        <Link to="/requests/rates" search={{ period, frozen: 'yes' }}>
          {t('requests.periods.frozen')}
        </Link>
      </div>
    )
  return (
    <div className="bulletins-steps">
      <a href={addressOf(bulletinApi.draftPaper, { params: { id } })} download>
        {t('requests.bulletins.draftPaper')}
      </a>
      {waiting ? (
        <Link to="/approvals/$approvalId" params={{ approvalId: waiting.id }}>
          {t(waiting.may.decide ? 'requests.bulletins.decide' : 'requests.bulletins.open')}
        </Link>
      ) : null}
      {mayKeep && !waiting ? (
        <>
          <Button onClick={write}>{t('requests.bulletins.revise')}</Button>
          <ConfirmButton
            type="primary"
            question={t('requests.bulletins.propose.ask', { month })}
            consequence={t('requests.bulletins.propose.then')}
            loading={send.isPending}
            onConfirm={() => send.mutate({ params: { id }, body: { version } })}
          >
            {t('requests.bulletins.propose')}
          </ConfirmButton>
        </>
      ) : null}
    </div>
  )
}
