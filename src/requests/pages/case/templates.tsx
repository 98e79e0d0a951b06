import '../rules/rules.css'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { rulesApi } from '../../rule-book/contract.ts'
import type { TemplateOccasion } from '../../rule-book/templates/rules.ts'

interface Props {
  requestId: string
  occasion: TemplateOccasion
  onChoose: (text: string) => void
}

/** Templates that fit this step, filled in; Alt and a figure puts one in, to be read over and changed. */
export function Templates({ requestId, occasion, onChoose }: Props) {
  const t = useWords()
  const { data } = useCall(rulesApi.offered, { params: { id: requestId }, query: { occasion } })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const figure = /^Digit([1-9])$/.exec(event.code)?.[1]
      const chosen = event.altKey && !event.ctrlKey && figure ? data?.[Number(figure) - 1] : undefined
      if (!chosen) return
      event.preventDefault()
      onChoose(chosen.body)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [data, onChoose])
  if (!data || data.length === 0) return null
  return (
    <fieldset className="requests-templates">
      <legend>{t('requests.rules.templates.use')}</legend>
      {data.map(({ id, title, body }, at) => (
        <Button key={id} size="small" aria-keyshortcuts={`Alt+${at + 1}`} onClick={() => onChoose(body)}>
          {title} <kbd>Alt+{at + 1}</kbd>
        </Button>
      ))}
    </fieldset>
  )
}
