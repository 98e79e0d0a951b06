import { useIsPhone } from '#platform/ui/screen.ts'
import { useWords } from '#platform/ui/words.tsx'
import { GoalCard } from './goal-card.tsx'
import { GoalRow } from './goal-row.tsx'
import { ownerKey, type Section } from './tree.ts'

interface Props {
  sections: readonly Section[]
  isTree: boolean
  folded: ReadonlySet<string>
  fold: (id: string, isFolded: boolean) => void
  onOpen: (id: string) => void
}

export interface LineProps {
  line: Section['lines'][number]
  isFolded: boolean
  fold: Props['fold']
  onOpen: Props['onOpen']
}

/** The cascade under the names of its owners: a table where there is room, cards on a phone. */
export function Sections({ sections, folded, fold, onOpen }: Props) {
  const t = useWords()
  const isPhone = useIsPhone()
  if (sections.length === 0) return null
  if (isPhone) {
    return sections.map(({ owner, lines }) => (
      <section key={ownerKey(owner)} className="goals-cards">
        <h2>{owner.name}</h2>
        <ul>
          {lines.map((line) => (
            <GoalCard key={line.goal.id} line={line} isFolded={folded.has(line.goal.id)} fold={fold} onOpen={onOpen} />
          ))}
        </ul>
      </section>
    ))
  }
  return (
    <div className="list-scroll">
      <table className="list-table goals-table">
        <thead>
          <tr>
            <th scope="col">{t('goals.goal')}</th>
            <th scope="col">{t('goals.owner')}</th>
            <th scope="col">{t('goals.lead')}</th>
            <th scope="col">{t('goals.due')}</th>
            <th scope="col">{t('goals.source')}</th>
          </tr>
        </thead>
        {sections.map(({ owner, lines }) => (
          <tbody key={ownerKey(owner)}>
            <tr className="goals-owner-row">
              <th scope="rowgroup" colSpan={5} className="goals-owner-name">
                {owner.name}
              </th>
            </tr>
            {lines.map((line) => (
              <GoalRow key={line.goal.id} line={line} isFolded={folded.has(line.goal.id)} fold={fold} onOpen={onOpen} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
