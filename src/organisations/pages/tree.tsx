import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Checkbox, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import type { UnitInList } from '../contract.ts'
import { childrenOf, nameIn, wayUp } from './names.ts'

interface Props {
  units: readonly UnitInList[]
  chosen: string | undefined
}

/** The units of the city, folded but for the way to the chosen one; a search shows what it finds as a plain list. */
export function UnitTree({ units, chosen }: Props) {
  const t = useWords()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const children = useMemo(() => childrenOf(units), [units])
  const way = useMemo(() => wayUp(units, chosen), [units, chosen])
  const roots = children.get('') ?? []
  const [query, change] = useAddressQuery()
  return (
    <nav aria-label={t('organisations.tree')} className="organisations-tree">
      <Input
        type="search"
        allowClear
        value={search}
        aria-label={t('organisations.search')}
        placeholder={t('organisations.search')}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Checkbox
        checked={query.closed === 'yes'}
        onChange={(event) => change({ closed: event.target.checked ? 'yes' : undefined })}
      >
        {t('organisations.showClosed')}
      </Checkbox>
      {wanted === '' ? (
        <ul>
          {roots.map((root) => (
            <Branch key={root.id} unit={root} tree={children} way={way} chosen={chosen} isRoot />
          ))}
        </ul>
      ) : (
        <Found units={units} wanted={wanted} chosen={chosen} />
      )}
    </nav>
  )
}

interface BranchProps {
  unit: UnitInList
  tree: ReadonlyMap<string, readonly UnitInList[]>
  way: ReadonlySet<string>
  chosen: string | undefined
  isRoot?: boolean
}

function Branch({ unit, tree, way, chosen, isRoot = false }: BranchProps) {
  const t = useWords()
  const { language } = useLanguage()
  const below = tree.get(unit.id) ?? []
  const [toggled, setToggled] = useState<boolean>()
  const isOpen = toggled ?? (isRoot || way.has(unit.id))
  const name = nameIn(language, unit)
  return (
    <li>
      <div className="organisations-row">
        {below.length > 0 ? (
          <button
            type="button"
            className="organisations-fold"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'organisations.fold' : 'organisations.unfold', { name })}
            onClick={() => setToggled(!isOpen)}
          >
            {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          </button>
        ) : (
          <span className="organisations-fold" />
        )}
        <UnitLink unit={unit} name={name} chosen={chosen} />
      </div>
      {isOpen && below.length > 0 ? (
        <ul>
          {below.map((one) => (
            <Branch key={one.id} unit={one} tree={tree} way={way} chosen={chosen} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function Found({ units, wanted, chosen }: Props & { wanted: string }) {
  const t = useWords()
  const { language } = useLanguage()
  const found = units.filter(({ name, shortName, nameEn, aliases, posts }) =>
    [name, shortName, nameEn, ...aliases, ...posts.map(({ personName }) => personName)].some((one) =>
      one.toLowerCase().includes(wanted),
    ),
  )
  return (
    <>
      <p role="status" className="organisations-found">
        {found.length === 0 ? t('organisations.foundNone') : t('organisations.found', { count: found.length })}
      </p>
      <ul>
        {found.slice(0, 100).map((unit) => (
          <li key={unit.id} className="organisations-row">
            <UnitLink unit={unit} name={nameIn(language, unit)} chosen={chosen} />
          </li>
        ))}
      </ul>
    </>
  )
}

function UnitLink({ unit, name, chosen }: { unit: UnitInList; name: string; chosen: string | undefined }) {
  const t = useWords()
  return (
    <Link
      to="/organisations"
      search={(before: Record<string, unknown>) => ({ ...before, unit: unit.id })}
      className="organisations-unit"
      {...(unit.id === chosen ? { 'aria-current': 'true' } : {})}
      resetScroll={false}
    >
      {unit.activeToOn === null ? name : t('organisations.isClosed', { name })}
    </Link>
  )
}
