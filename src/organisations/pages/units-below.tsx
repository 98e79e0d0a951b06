import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type UnitDetail, type UnitInList } from '../contract.ts'
import { nameIn } from './names.ts'

/** The units below one, in official order, which those who may change by hand. */
export function UnitsBelow({ unit, units }: { unit: UnitDetail; units: readonly UnitInList[] }) {
  const t = useWords()
  const { language } = useLanguage()
  const below = units.filter(({ parentId }) => parentId === unit.id)
  const move = useSend(api.changeUnit, { stale: [api.listUnits, api.getUnit] })
  if (below.length === 0) return null
  // Where a unit goes: before the one above it, or before the one after the next.
  const moveTo = ({ id, version }: UnitInList, before: string | null) =>
    move.mutate({ params: { id }, body: { version, before } })
  return (
    <section aria-labelledby="organisations-below" className="organisations-part">
      <header>
        <h3 id="organisations-below">{t('organisations.below', { count: below.length })}</h3>
      </header>
      <ul className="organisations-below">
        {below.map((one, at) => {
          const name = nameIn(language, one)
          const above = below[at - 1]
          return (
            <li key={one.id}>
              <Link to="/organisations" search={{ unit: one.id }} resetScroll={false}>
                {name}
              </Link>
              <span className="organisations-soft">{one.posts[0]?.personName}</span>
              {unit.may.addUnit ? (
                <span className="organisations-row-actions">
                  <Button
                    size="small"
                    type="text"
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t('organisations.up', { name })}
                    disabled={above === undefined || move.isPending}
                    onClick={() => above && moveTo(one, above.id)}
                  />
                  <Button
                    size="small"
                    type="text"
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t('organisations.down', { name })}
                    disabled={at === below.length - 1 || move.isPending}
                    onClick={() => moveTo(one, below[at + 2]?.id ?? null)}
                  />
                </span>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
