import { Button } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import type { Pane } from './use-choice.ts'

interface Props {
  tab: Pane
  setTab: (tab: Pane) => void
  /** How many proposals are open. */
  open: number
}

/** Text or proposals: a phone shows one of them. */
export function Tabs({ tab, setTab, open }: Props) {
  const t = useWords()
  return (
    <div className="documents-tabs">
      {(['text', 'proposals'] as const).map((one) => (
        <Button
          key={one}
          type={tab === one ? 'primary' : 'default'}
          aria-pressed={tab === one}
          onClick={() => setTab(one)}
        >
          {t(`documents.tab.${one}`, { open })}
        </Button>
      ))}
    </div>
  )
}
