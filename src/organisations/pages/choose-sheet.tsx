import { Button } from 'antd'
import { useRef } from 'react'
import { useWords } from '#platform/ui/words.tsx'

interface Props {
  /** What a file may be, as the browser's `accept`. */
  accept: string
  isBusy: boolean
  /** The one chosen last. */
  file: File | null
  onChoose: (file: File) => void
}

/** The button that chooses the sheet to import; the same file may be chosen again after it was corrected. */
export function ChooseSheet({ accept, isBusy, file, onChoose }: Props) {
  const t = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div>
      <Button type="primary" loading={isBusy} onClick={() => input.current?.click()}>
        {t('organisations.importChoose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={t('organisations.importChoose')}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen) onChoose(chosen)
          event.target.value = ''
        }}
      />{' '}
      {file?.name}
    </div>
  )
}
