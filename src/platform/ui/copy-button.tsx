import { CopyOutlined } from '@ant-design/icons'
import { Button, type ButtonProps } from 'antd'
import { useRef, useState } from 'react'
import { useWords } from './words.tsx'

interface Props extends Omit<ButtonProps, 'onClick'> {
  text: string
}

/** Copies a text and says so. */
export function CopyButton({ text, children, ...button }: Props) {
  const t = useWords()
  const place = useRef<HTMLSpanElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null)
  const copy = () => void copyText(text, place.current).then((done) => setOutcome(done ? 'copied' : 'notCopied'))
  return (
    <span ref={place} className="copy-button">
      <Button icon={<CopyOutlined aria-hidden />} onClick={copy} {...button}>
        {children ?? t('ui.copy')}
      </Button>
      <span role="status">{outcome ? t(`ui.copy.${outcome}`) : ''}</span>
    </span>
  )
}

/** Browsers lend their clipboard only to safe connections, which an office's own server may not have: the old way is tried then. */
async function copyText(text: string, near: HTMLElement | null): Promise<boolean> {
  const isCopied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  if (isCopied || !near) return isCopied ?? false
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  near.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
