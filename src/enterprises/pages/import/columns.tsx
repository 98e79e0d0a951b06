import { Alert, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { importApi as api, type Column, entryFields, isFigure, type Mapping } from '../../import/contract.ts'
import { unitsFor } from '../../indicators/reading/rules.ts'
import { indicatorCodes, sourceClasses } from '../../indicators/rules.ts'
import { useLists } from '../names.ts'
import type { Opened } from './import.tsx'
import { useFieldName } from './names.ts'

const blank = (heading: string, field: Column['field']): Column => {
  const units = isFigure(field) ? unitsFor(field) : []
  return {
    heading,
    field,
    year: null,
    unit: units.length === 1 ? (units[0] ?? null) : null,
    isEstimated: false,
    list: null,
  }
}

/** What each column holds, with its first cells; where the table comes from and of which day it is. */
export function ColumnsForm({ one }: { one: Opened }) {
  const t = useWords()
  const send = useSend(api.check, { stale: [api.get, api.list] })
  const [mapping, setMapping] = useState<Mapping>(one.mapping)
  const change = (part: Partial<Mapping>) => setMapping((before) => ({ ...before, ...part }))
  const set = (heading: string, column: Column | null) =>
    setMapping((before) => {
      const kept = before.columns.filter((other) => other.heading !== heading)
      return { ...before, columns: column === null ? kept : [...kept, column] }
    })
  const inOrder = one.samples.flatMap(({ heading }) => mapping.columns.filter((column) => column.heading === heading))
  const hasFigures = mapping.columns.some(({ field }) => isFigure(field))
  return (
    <section aria-labelledby="firm-columns">
      <h2 id="firm-columns">{t('enterprises.import.columns')}</h2>
      <p>{t('enterprises.import.columnsHint')}</p>
      {one.state === 'uploaded' && one.questions.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="import-questions"
          title={t('enterprises.import.questions')}
          description={
            <ul>
              {one.questions.map(({ key, heading }) => (
                <li key={`${key} ${heading}`}>{t(key, { heading })}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      <div className="list-scroll">
        <table className="list-table import-cards">
          <thead>
            <tr>
              {(['heading', 'cells', 'holds', 'more'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`enterprises.import.columns.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {one.samples.map(({ heading, cells }) => (
              <ColumnRow
                key={heading}
                heading={heading}
                cells={cells}
                column={mapping.columns.find((column) => column.heading === heading) ?? null}
                set={set}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="import-about">
        <div>
          <label htmlFor="import-as-of">{t('enterprises.import.asOf')}</label>
          <Input
            id="import-as-of"
            type="date"
            value={mapping.asOf}
            onChange={(event) => change({ asOf: event.target.value })}
          />
          <span className="import-soft">{t('enterprises.import.asOfHint')}</span>
        </div>
        {hasFigures ? (
          <div>
            <label htmlFor="import-source-class">{t('enterprises.import.sourceClass')}</label>
            <Select
              id="import-source-class"
              value={mapping.sourceClass}
              onChange={(sourceClass) => change({ sourceClass })}
              options={[...sourceClasses, 'statistics' as const].map((value) => ({
                value,
                label: t(`enterprises.source.${value}`),
              }))}
            />
          </div>
        ) : null}
        <div>
          <label htmlFor="import-evidence">{t('enterprises.import.evidence')}</label>
          <Input
            id="import-evidence"
            maxLength={200}
            value={mapping.evidence}
            onChange={(event) => change({ evidence: event.target.value })}
          />
        </div>
      </div>
      {one.held > 0 || mapping.takesDoubtful ? (
        <p>
          <Checkbox
            checked={mapping.takesDoubtful}
            onChange={(event) => change({ takesDoubtful: event.target.checked })}
          >
            {t('enterprises.import.takesDoubtful')}
          </Checkbox>
        </p>
      ) : null}
      <Button
        type={one.state === 'uploaded' ? 'primary' : 'default'}
        loading={send.isPending}
        onClick={() =>
          send.mutate({
            params: { id: one.id },
            body: { version: one.version, mapping: { ...mapping, columns: inOrder } },
          })
        }
      >
        {t('enterprises.import.check')}
      </Button>
    </section>
  )
}

interface Row {
  heading: string
  cells: readonly string[]
  column: Column | null
  set: (heading: string, column: Column | null) => void
}

function ColumnRow({ heading, cells, column, set }: Row) {
  const t = useWords()
  const fieldName = useFieldName()
  const lists = useLists()
  const about = (key: string) => t(key, { heading })
  const options = [
    {
      label: t('enterprises.import.group.entry'),
      options: entryFields.map((value) => ({ value, label: fieldName(value) })),
    },
    {
      label: t('enterprises.import.group.figures'),
      options: indicatorCodes.map((value) => ({ value, label: fieldName(value) })),
    },
    { label: t('enterprises.import.group.lists'), options: [{ value: 'listed' as const, label: fieldName('listed') }] },
  ]
  return (
    <tr>
      <th scope="row">{heading}</th>
      <td className="import-soft">{cells.slice(0, 3).join(' / ')}</td>
      <td>
        <Select<Column['field']>
          className="import-field"
          allowClear
          showSearch
          optionFilterProp="label"
          aria-label={about('enterprises.import.holdsOf')}
          placeholder={t('enterprises.import.notTaken')}
          value={column?.field ?? null}
          options={options}
          onChange={(field) => set(heading, field ? blank(heading, field) : null)}
        />
      </td>
      <td>
        {column && isFigure(column.field) ? (
          <div className="import-more">
            <InputNumber
              {...(column.year === null ? { status: 'warning' as const } : {})}
              min={1949}
              max={2200}
              controls={false}
              className="import-year"
              aria-label={about('enterprises.import.yearOf')}
              placeholder={t('enterprises.import.year')}
              value={column.year}
              onChange={(year) => set(heading, { ...column, year })}
            />
            <Select
              className="import-unit"
              {...(column.unit === null ? { status: 'warning' as const } : {})}
              aria-label={about('enterprises.import.unitOf')}
              placeholder={t('enterprises.import.unit')}
              value={column.unit}
              options={unitsFor(column.field).map((value) => ({ value, label: t(`enterprises.unit.name.${value}`) }))}
              onChange={(unit) => set(heading, { ...column, unit })}
            />
          </div>
        ) : null}
        {column?.field === 'listed' ? (
          <Select
            className="import-field"
            showSearch
            optionFilterProp="label"
            aria-label={about('enterprises.import.listOf')}
            placeholder={t('enterprises.import.list')}
            value={column.list}
            options={lists.options}
            onChange={(list) => set(heading, { ...column, list })}
          />
        ) : null}
      </td>
    </tr>
  )
}
