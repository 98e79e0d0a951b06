import { CheckOutlined, DownOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Input, type InputRef, Progress } from 'antd'
import { memo, type RefObject } from 'react'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type ProposalView, proposalStates } from '../../contract.ts'
import { Choice } from '../choice.tsx'
import { isOfKind, type ProposalFilter, shownKinds } from './filter.ts'

interface Props {
  proposals: readonly ProposalView[]
  shown: readonly ProposalView[]
  filter: ProposalFilter
  change: (changed: Partial<ProposalFilter>) => void
  words: RefObject<InputRef | null>
  mayDecide: boolean
  undoable: number
  onUndo: () => void
  acceptAll: (proposals: readonly ProposalView[]) => void
  /** What just happened. */
  said: string
  /** Whether single keys decide; null where there is no keyboard. */
  keysOn: boolean | null
  switchKeys: (isOn: boolean) => void
}

/** How far the review is, what is shown of it, and the decisions for many at once. */
export const Toolbar = memo(function Toolbar(props: Props) {
  const { proposals, filter, change, words, mayDecide, undoable, onUndo, said, keysOn, switchKeys } = props
  const t = useWords()
  const format = useFormat()
  const decided = proposals.filter(({ state }) => state !== 'open').length
  const all = proposals.length
  const counted = (label: string, count: number) => `${label} ${format.number(count)}`
  return (
    <div className="documents-toolbar">
      <div className="documents-progress">
        <span>{t('documents.progress', { decided: format.number(decided), all: format.number(all) })}</span>
        <Progress
          percent={all === 0 ? 100 : Math.floor((decided / all) * 100)}
          showInfo={false}
          size="small"
          aria-label={t('documents.progress.label')}
        />
        {keysOn === null ? null : (
          <Checkbox checked={keysOn} onChange={(event) => switchKeys(event.target.checked)}>
            {t('documents.keys.on')}
          </Checkbox>
        )}
      </div>
      <search className="documents-filters">
        <Input
          ref={words}
          type="search"
          allowClear
          aria-label={t('documents.filter.words')}
          placeholder={t('documents.filter.words')}
          value={filter.words}
          maxLength={60}
          onChange={(event) => change({ words: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <Choice
          label={t('documents.filter.kind')}
          noneLabel={counted(t('documents.filter.allKinds'), all)}
          options={shownKinds.map((value) => ({
            value,
            label: counted(t(`documents.filter.${value}`), proposals.filter((one) => isOfKind(one, value)).length),
          }))}
          value={filter.kind}
          onChange={(kind) => change({ kind })}
        />
        <Choice
          label={t('documents.filter.state')}
          noneLabel={t('documents.filter.allStates')}
          options={proposalStates.map((value) => ({
            value,
            label: counted(t(`documents.state.${value}`), proposals.filter(({ state }) => state === value).length),
          }))}
          value={filter.state}
          onChange={(state) => change({ state })}
        />
      </search>
      <div className="documents-bulk">
        {mayDecide ? (
          <>
            <AcceptMany {...props} />
            <Button icon={<UndoOutlined aria-hidden />} disabled={undoable === 0} onClick={onUndo}>
              {t('documents.act.undo')}
            </Button>
          </>
        ) : null}
        <p className="documents-said" role="status">
          {said || (keysOn ? t('documents.keys.hint') : '')}
        </p>
      </div>
    </div>
  )
})

/** Offers to accept all open proposals of a kind; whatever is chosen can be undone in one step. */
function AcceptMany({ proposals, shown, acceptAll }: Pick<Props, 'proposals' | 'shown' | 'acceptAll'>) {
  const t = useWords()
  const open = proposals.filter(({ state }) => state === 'open')
  const offers = [
    { key: 'shown', members: shown.filter(({ state }) => state === 'open') },
    ...shownKinds.map((kind) => ({ key: kind, members: open.filter((one) => isOfKind(one, kind)) })),
  ]
  return (
    <Dropdown
      trigger={['click']}
      disabled={open.length === 0}
      menu={{
        items: offers.map(({ key, members }) => ({
          key,
          disabled: members.length === 0,
          label: t(`documents.all.${key}`, { count: members.length }),
          onClick: () => acceptAll(members),
        })),
      }}
    >
      <Button icon={<CheckOutlined aria-hidden />}>
        {t('documents.all.menu')} <DownOutlined aria-hidden="true" />
      </Button>
    </Dropdown>
  )
}
