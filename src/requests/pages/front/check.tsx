import { Button } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import type { FrontChoices, MyFirm } from '../../front/contract.ts'
import { useName } from '../names.ts'
import { type Draft, filledMatter, plainCode } from './draft.ts'
import type { FilesOf } from './what.tsx'

interface Props {
  draft: Draft
  files: FilesOf
  choices: FrontChoices
  mine: MyFirm | null
  back: (step: 'who' | 'what') => void
}

/** All that will be sent, once more. */
export function Check({ draft, files, choices, mine, back }: Props) {
  const t = useWords()
  const nameOf = useName()
  const division = choices.divisions.find(({ code }) => code === (draft.divisionCode || mine?.divisionCode))
  const usesKnown = draft.contactPhone.trim() === '' && mine !== null
  const contact = usesKnown
    ? [mine.contactName, mine.contactPhone]
    : [draft.contactName.trim(), draft.contactPhone.trim()]
  return (
    <>
      <section className="requests-front-sheet" aria-label={t('requests.front.step.who')}>
        <p>
          <strong>{mine?.firmName ?? draft.firmName}</strong>
        </p>
        {mine === null && draft.hasCode ? <p>{plainCode(draft.creditCode)}</p> : null}
        <p>
          {contact.filter(Boolean).join(' ')}
          {division ? ` · ${nameOf(division)}` : null}
        </p>
        <Button type="link" onClick={() => back('who')}>
          {t('requests.front.change')}
        </Button>
      </section>
      {draft.matters.map((one) => {
        const { title, kind, topicId, body, mayBePublished } = filledMatter(one, choices.topics)
        const topic = choices.topics.find(({ id }) => id === topicId)
        const count = files[one.key]?.length ?? 0
        return (
          <section key={one.key} className="requests-front-sheet" aria-label={title}>
            <p>
              <strong>{title}</strong>
            </p>
            <p className="requests-soft">
              {[
                t(`requests.kind.${kind}`),
                topic ? nameOf(topic) : null,
                count > 0 ? t('requests.front.fileCount', { count }) : null,
                mayBePublished ? t('requests.front.published') : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p className="requests-words">{body}</p>
            <Button type="link" onClick={() => back('what')}>
              {t('requests.front.change')}
            </Button>
          </section>
        )
      })}
      <p className="requests-soft">{t('requests.front.next')}</p>
    </>
  )
}
