import { Button, type ButtonProps, Popconfirm } from 'antd'
import { useWords } from './words.tsx'

interface Props extends Omit<ButtonProps, 'onClick'> {
  /** What will happen, as a question. */
  question: string
  /** What cannot be taken back, or who will be told. */
  consequence?: string
  onConfirm: () => void
}

/** A button that asks once before it does something that others notice or that cannot be undone. */
export function ConfirmButton({ question, consequence, onConfirm, children, ...button }: Props) {
  const t = useWords()
  return (
    <Popconfirm
      title={question}
      description={consequence}
      okText={t('ui.confirm')}
      cancelText={t('ui.cancel')}
      onConfirm={onConfirm}
    >
      <Button {...button}>{children}</Button>
    </Popconfirm>
  )
}
