import { Button, Checkbox, Input, Popover, Space, Tag } from 'antd'
import { useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { searchApi as api } from '../../search/contract.ts'
import { Filters } from '../../search/rules.ts'

const names = Object.keys(Filters.shape)

/** Lists saved under a name; a click puts their filters into the address. */
export function SavedLists() {
  const t = useWords()
  const [query, change] = useAddressQuery()
  const saved = useCall(api.saved, {})
  const remove = useSend(api.unsave, { stale: [api.saved] })
  const filters = Filters.safeParse(query)
  const isFiltered = names.some((name) => query[name] !== undefined)
  const rows = saved.data ?? []
  if (rows.length === 0 && !isFiltered) return null
  return (
    <Space wrap className="enterprises-saved">
      {rows.map(({ id, name, filters: kept, isMine, ownerName, isShared }) => (
        <Tag key={id} closable={isMine} onClose={() => remove.mutate({ params: { id } })}>
          <button
            type="button"
            className="enterprises-link"
            title={isShared && !isMine ? t('enterprises.saved.by', { name: ownerName }) : ''}
            onClick={() =>
              change({ ...Object.fromEntries(names.map((one) => [one, undefined])), page: undefined, ...kept })
            }
          >
            {name}
          </button>
        </Tag>
      ))}
      {isFiltered && filters.success ? <SaveButton filters={filters.data} /> : null}
    </Space>
  )
}

function SaveButton({ filters }: { filters: Filters }) {
  const t = useWords()
  const [isOpen, open] = useState(false)
  const [name, setName] = useState('')
  const [isShared, share] = useState(false)
  const save = useSend(api.save, { stale: [api.saved], onDone: () => open(false) })
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={open}
      content={
        <Space direction="vertical">
          <Input
            aria-label={t('enterprises.saved.name')}
            placeholder={t('enterprises.saved.name')}
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Checkbox checked={isShared} onChange={(event) => share(event.target.checked)}>
            {t('enterprises.saved.share')}
          </Checkbox>
          <Button
            type="primary"
            loading={save.isPending}
            onClick={() => (name.trim() ? save.mutate({ body: { name: name.trim(), filters, isShared } }) : undefined)}
          >
            {t('ui.save')}
          </Button>
        </Space>
      }
    >
      <Button size="small">{t('enterprises.saved.save')}</Button>
    </Popover>
  )
}
