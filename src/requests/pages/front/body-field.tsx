import { PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import { Field } from './field.tsx'
import { linesOf, withLine } from './propose.ts'

interface Props {
  value: string
  template: string
  problem: string | undefined
  onChange: (value: string) => void
}

/** What happened, in the firm's words. Lines of the topic's template are offered one by one; none must be used. */
export function BodyField({ value, template, problem, onChange }: Props) {
  const t = useWords()
  const lines = linesOf(template)
  // Who writes freely needs no form; who began with one line is offered the next.
  const isFree = value.trim() !== '' && !lines.some((line) => value.includes(line))
  const offered = isFree ? [] : lines.filter((line) => !value.includes(line))
  const add = (line: string, id: string) => {
    const text = withLine(value, line)
    onChange(text)
    const area = document.getElementById(id)
    if (!(area instanceof HTMLTextAreaElement)) return
    area.focus()
    // Behind the label, once it is drawn.
    requestAnimationFrame(() => area.setSelectionRange(text.length, text.length))
  }
  return (
    <Field label={t('requests.front.body')} problem={problem}>
      {(parts) => (
        <>
          <Input.TextArea
            {...parts}
            value={value}
            maxLength={5000}
            autoSize={{ minRows: 4, maxRows: 14 }}
            placeholder={t('requests.front.body.placeholder')}
            onChange={({ target }) => onChange(target.value)}
          />
          {offered.length > 0 ? (
            <ul className="requests-front-lines" aria-label={t('requests.front.lines')}>
              {offered.map((line) => (
                <li key={line}>
                  <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(line, parts.id)}>
                    {line.replace(/[：:]$/, '')}
                  </Button>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      )}
    </Field>
  )
}
