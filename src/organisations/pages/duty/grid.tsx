import { DeleteOutlined } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { DutyTurn, Roster } from '../../duty/contract.ts'
import { cellOf, isOverMidnight, type OpenCell, type Window, windowKey } from './week.ts'

interface Props {
  turns: readonly DutyTurn[]
  windows: readonly Window[]
  days: readonly string[]
  people: Roster['people']
  /** Null where one may only look. */
  onOpen: ((cell: OpenCell) => void) | null
  onRemove: (window: Window) => void
}

/** What a window is called on screen. */
export function useWindowName(): (window: Window) => string {
  const t = useWords()
  return (window) =>
    t(isOverMidnight(window) ? 'duty.page.windowOver' : 'duty.page.windowOf', {
      from: window.fromTime,
      to: window.toTime,
    })
}

/** Windows down, days across; on a phone one card for each day. */
export function DutyGrid(props: Props) {
  const t = useWords()
  const format = useFormat()
  const windowName = useWindowName()
  const { windows, days } = props
  const today = format.today()
  const current = (day: string) => (day === today ? { 'aria-current': 'date' as const } : {})
  if (useIsPhone())
    return (
      <div className="duty-cards">
        {days.map((day) => (
          <section key={day} className="duty-card" {...current(day)}>
            <h3>{format.day(day)}</h3>
            <dl>
              {windows.map((window) => (
                <div key={windowKey(window)}>
                  <dt>{windowName(window)}</dt>
                  <dd>
                    <DutyCell {...props} window={window} day={day} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    )
  return (
    <table className="duty-grid">
      <thead>
        <tr>
          <th scope="col">{t('duty.page.window')}</th>
          {days.map((day) => (
            <th key={day} scope="col" {...current(day)}>
              {format.day(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {windows.map((window) => (
          <tr key={windowKey(window)}>
            <th scope="row">
              {windowName(window)}
              {props.onOpen ? <RemoveWindow window={window} onRemove={props.onRemove} /> : null}
            </th>
            {days.map((day) => (
              <td key={day} {...current(day)}>
                <DutyCell {...props} window={window} day={day} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RemoveWindow({ window, onRemove }: { window: Window; onRemove: Props['onRemove'] }) {
  const t = useWords()
  const windowName = useWindowName()
  return (
    <Popconfirm
      title={t('duty.page.removeAsk')}
      okText={t('duty.page.remove')}
      cancelText={t('ui.cancel')}
      onConfirm={() => onRemove(window)}
    >
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('duty.page.removeWindow', { window: windowName(window) })}
      />
    </Popconfirm>
  )
}

function DutyCell({ turns, people, onOpen, window, day }: Props & { window: Window; day: string }) {
  const t = useWords()
  const format = useFormat()
  const windowName = useWindowName()
  const cell = cellOf(turns, window, day)
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? ''
  const lines = cell.people.flatMap(({ accountId, standInId }) => [
    { key: accountId, text: nameOf(accountId), isSoft: false },
    ...(standInId === null
      ? []
      : [
          { key: `${accountId} ${standInId}`, text: t('duty.page.standIn', { name: nameOf(standInId) }), isSoft: true },
        ]),
  ])
  const content = (
    <>
      {lines.length === 0 ? <span className="duty-nobody">{t('duty.page.nobodyMark')}</span> : null}
      {lines.map(({ key, text, isSoft }) => (
        <span key={key} className={isSoft ? 'duty-soft' : 'duty-name'}>
          {text}
        </span>
      ))}
      {cell.isSingle ? <span className="duty-single">{t('duty.page.single')}</span> : null}
    </>
  )
  if (!onOpen) return <span className="duty-cell">{content}</span>
  const said = lines.length === 0 ? t('duty.page.nobody') : lines.map(({ text }) => text).join(' ')
  return (
    <button
      type="button"
      className="duty-cell"
      aria-label={t('duty.page.change', { day: format.day(day), window: windowName(window), people: said })}
      onClick={() => onOpen({ window, day, cell })}
    >
      {content}
    </button>
  )
}
