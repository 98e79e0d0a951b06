import './documents.css'
import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { organisationsApi } from '#organisations/contract.ts'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Column, type Filter, ListPage } from '#platform/ui/list-page.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import {
  type DocumentRow,
  documentKinds,
  documentsApi,
  ListDocuments,
  opennessClasses,
  preparers,
} from '../contract.ts'
import { AddPanel } from './add/add-panel.tsx'
import { Highlighted } from './highlighted.tsx'

/** What the city has said: all documents within the scope, and where new ones are put in. */
export function DocumentsPage() {
  const t = useWords()
  const { role } = useMe()
  const [query] = useAddressQuery()
  const result = useCall(documentsApi.list, { query: useListQuery(ListDocuments) })
  const divisions = useCall(organisationsApi.listDivisions, {})
  const names = new Map((divisions.data ?? []).map(({ code, name }) => [code, name]))
  const mayAdd = preparers.includes(role)
  const isEmpty = result.data?.total === 0 && Object.keys(query).length === 0
  const [isAsked, ask] = useState(false)
  useFilesOverWindow(mayAdd, () => ask(true))
  const isAdding = mayAdd && isAsked
  // In an empty list it is open from the start, and stays so when the first document is in it.
  useEffect(() => {
    if (isEmpty) ask(true)
  }, [isEmpty])

  return (
    <ListPage
      titleKey="documents.page.list"
      lead={t('documents.page.list.lead')}
      actions={
        mayAdd && !isEmpty ? (
          <Button
            type="primary"
            icon={<UploadOutlined aria-hidden />}
            aria-expanded={isAdding}
            onClick={() => ask(!isAsked)}
          >
            {t('documents.add')}
          </Button>
        ) : null
      }
      before={isAdding ? <AddPanel /> : null}
      result={result}
      columns={useColumns(query.q ?? '', names)}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/documents/${id}`}
      rowNote={({ snippet }) => (snippet ? <Highlighted text={snippet} words={query.q ?? ''} /> : null)}
      searchKey="documents.search"
      filters={useFilters(names)}
      empty={
        <EmptyState title={t('documents.empty')} next={t(mayAdd ? 'documents.empty.add' : 'documents.empty.read')} />
      }
    />
  )
}

function useColumns(words: string, divisions: ReadonlyMap<string, string>): Column<DocumentRow>[] {
  const t = useWords()
  const format = useFormat()
  return [
    {
      key: 'title',
      label: t('documents.column.title'),
      cell: ({ title }) => <Highlighted text={title} words={words} />,
    },
    {
      key: 'kind',
      label: t('documents.column.kind'),
      cell: ({ kind }) => <Short>{t(`documents.docKind.${kind}`)}</Short>,
    },
    {
      key: 'division',
      label: t('documents.column.division'),
      cell: ({ division }) => divisions.get(division) ?? division,
    },
    {
      key: 'openness',
      label: t('documents.column.openness'),
      cell: ({ openness }) => <Short>{t(`documents.openness.${openness}`)}</Short>,
    },
    {
      key: 'published',
      label: t('documents.published'),
      isNumber: true,
      cell: ({ publishedOn }) => (publishedOn ? format.day(publishedOn) : t('documents.noDay')),
    },
    {
      key: 'counts',
      label: t('documents.column.counts'),
      isNumber: true,
      cell: ({ counts }) => <Counts {...counts} />,
    },
    {
      key: 'added',
      label: t('documents.column.added'),
      isNumber: true,
      onlyDesktop: true,
      cell: ({ addedAt, addedByName }) =>
        t('documents.column.addedBy', { day: format.day(addedAt), name: addedByName }),
    },
  ]
}

/** A word or two that stay on one line. */
function Short({ children }: { children: string }) {
  return <span className="documents-short">{children}</span>
}

function Counts({ open, accepted, rejected }: DocumentRow['counts']) {
  const t = useWords()
  const all = open + accepted + rejected
  if (all === 0) return t('documents.counts.none')
  return (
    <span className="documents-counts">
      {open > 0 ? <b>{t('documents.counts.open', { count: open })}</b> : <span>{t('documents.counts.done')}</span>}
      <span>{t('documents.counts.decided', { accepted, rejected })}</span>
    </span>
  )
}

function useFilters(divisions: ReadonlyMap<string, string>): Filter[] {
  const t = useWords()
  const options = (names: readonly string[], of: string) =>
    names.map((value) => ({ value, label: t(`${of}.${value}`) }))
  return [
    { name: 'kind', label: t('documents.column.kind'), options: options(documentKinds, 'documents.docKind') },
    {
      name: 'openness',
      label: t('documents.column.openness'),
      options: options(opennessClasses, 'documents.openness'),
    },
    {
      name: 'division',
      label: t('documents.column.division'),
      options: [...divisions].map(([value, label]) => ({ value, label })),
    },
  ]
}

/** Files dragged over the window open the place where they are dropped. */
function useFilesOverWindow(mayAdd: boolean, onOver: () => void): void {
  useEffect(() => {
    if (!mayAdd) return
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) onOver()
    }
    // A file dropped beside the box would otherwise replace the page.
    const stay = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    addEventListener('dragenter', over)
    addEventListener('dragover', stay)
    addEventListener('drop', stay)
    return () => {
      removeEventListener('dragenter', over)
      removeEventListener('dragover', stay)
      removeEventListener('drop', stay)
    }
  })
}
