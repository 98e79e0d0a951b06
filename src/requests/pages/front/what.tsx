import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#platform/ui/words.tsx'
import type { FrontChoices } from '../../front/contract.ts'
import {
  type Draft,
  emptyMatter,
  filledMatter,
  isTipOff,
  type MatterDraft,
  mostMatters,
  type Problems,
} from './draft.ts'
import type { ChosenFile } from './files.ts'
import { MatterForm } from './matter.tsx'

/** Files by the key of their matter. */
export type FilesOf = Readonly<Record<string, readonly ChosenFile[]>>

interface Props {
  draft: Draft
  change: (change: Partial<Draft>) => void
  files: FilesOf
  setFiles: (files: FilesOf) => void
  /** By the key of the matter. */
  problems: Readonly<Record<string, Problems>>
  choices: FrontChoices
  city: string | undefined
  isSignedIn: boolean
  onSolved: () => void
}

const isBegun = (matter: MatterDraft): boolean =>
  matter.topicId !== null && matter.body.trim() !== '' && !isTipOff(matter)

/** Up to four matters, one open at a time; the others stand as a line each. */
export function What({ draft, change, files, setFiles, problems, ...rest }: Props) {
  const t = useWords()
  const { matters } = draft
  const wrong = matters.find(({ key }) => Object.keys(problems[key] ?? {}).length > 0)
  const [chosen, choose] = useState(matters.at(-1)?.key)
  // Where something is missing, that matter is the open one until it is whole.
  const opened = wrong?.key ?? (matters.some(({ key }) => key === chosen) ? chosen : matters[0]?.key)
  const set = (key: string, by: Partial<MatterDraft>) =>
    change({ matters: matters.map((one) => (one.key === key ? { ...one, ...by } : one)) })
  const add = () => {
    const matter = emptyMatter()
    change({ matters: [...matters, matter] })
    choose(matter.key)
  }
  return (
    <>
      {matters.map((matter, at) =>
        matter.key === opened ? (
          <section
            key={matter.key}
            className="requests-front-matter"
            aria-label={t('requests.page.matterOf', { number: at + 1 })}
          >
            {matters.length > 1 ? <h2>{t('requests.page.matterOf', { number: at + 1 })}</h2> : null}
            <MatterForm
              {...rest}
              matter={matter}
              change={(by) => set(matter.key, by)}
              files={files[matter.key] ?? []}
              setFiles={(list) => setFiles({ ...files, [matter.key]: list })}
              problems={problems[matter.key] ?? {}}
            />
            {matters.length > 1 ? (
              <Button
                danger
                type="text"
                onClick={() => change({ matters: matters.filter(({ key }) => key !== matter.key) })}
              >
                {t('requests.page.removeMatter', { number: at + 1 })}
              </Button>
            ) : null}
          </section>
        ) : (
          <div key={matter.key} className="requests-front-chosen">
            <span>
              {t('requests.page.matterOf', { number: at + 1 })} {filledMatter(matter, rest.choices.topics).title}
            </span>
            <Button type="link" onClick={() => choose(matter.key)}>
              {t('requests.front.change')}
            </Button>
          </div>
        ),
      )}
      {matters.length < mostMatters && matters.every(isBegun) ? (
        <Button type="dashed" block className="requests-front-block" icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('requests.page.addMatter')}
        </Button>
      ) : null}
    </>
  )
}
