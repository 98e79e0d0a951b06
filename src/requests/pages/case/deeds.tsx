import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useKeys } from '#platform/ui/key-help.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { RequestView } from '../../contract.ts'
import type { RequestAction } from '../../rules.ts'
import { type Drafts, StepForm } from './step-form.tsx'
import { deedsOf, isStep, type StepAction, stepKeys } from './steps.ts'
import { isAtOnce, useAtOnce } from './use-at-once.ts'

interface Props {
  request: RequestView
  drafts: Drafts
  refresh: () => void
  keysOn: boolean
}

/** What may be done now: one button, the rest in a menu, and the form of the step that was chosen. */
export function Deeds({ drafts, refresh, keysOn, ...props }: Props) {
  const t = useWords()
  const [opened, open] = useState<StepAction | null>(null)
  const [said, say] = useState('')
  // The version that an own step made, until the request is read again: whoever types fast is not told of their own change.
  const [made, make] = useState(0)
  const request = { ...props.request, version: Math.max(props.request.version, made) }
  const { next, others } = deedsOf(request)
  const finish = (action: StepAction, version: number) => {
    open(null)
    make(version)
    say(t(`requests.page.done.${action}`))
  }
  const atOnce = useAtOnce({ request, refresh, onDone: finish })
  const take = (action: RequestAction) => {
    if (!isStep(action)) return
    say('')
    if (isAtOnce(action)) atOnce.run(action)
    else open(action)
  }
  const all = next ? [next, ...others] : others
  const keys = stepKeys.flatMap(({ key, actions }) => {
    const action = actions.find((one) => all.includes(one))
    return action ? [{ key, label: t(`requests.page.do.${action}`), run: () => take(action) }] : []
  })
  useKeys(keysOn ? keys : [])

  return (
    <div className="requests-deeds">
      {opened === null ? (
        <div className="requests-buttons">
          {next ? (
            <Button type="primary" loading={atOnce.isPending} onClick={() => take(next)}>
              {t(`requests.page.do.${next}`)}
            </Button>
          ) : null}
          {others.length > 0 ? (
            <Dropdown
              trigger={['click']}
              menu={{
                items: others.map((action) => ({ key: action, label: t(`requests.page.do.${action}`) })),
                onClick: ({ key }) => {
                  const action = others.find((one) => one === key)
                  if (action) take(action)
                },
              }}
            >
              <Button>
                {t(next ? 'requests.page.more' : 'requests.page.deeds')} <DownOutlined aria-hidden="true" />
              </Button>
            </Dropdown>
          ) : null}
        </div>
      ) : (
        <StepForm
          key={opened}
          request={request}
          action={opened}
          drafts={drafts}
          refresh={refresh}
          onDone={(version) => finish(opened, version)}
          onLeave={() => open(null)}
        />
      )}
      <p role="status" className="requests-said">
        {said}
      </p>
    </div>
  )
}
