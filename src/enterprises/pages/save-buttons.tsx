import { Button } from 'antd'
import { useWords } from '#platform/ui/words.tsx'

/** The end of an entry dialog. */
export function SaveButtons({ isSaving, onCancel }: { isSaving: boolean; onCancel: () => void }) {
  const t = useWords()
  return (
    <div className="form-buttons">
      <Button type="primary" htmlType="submit" loading={isSaving}>
        {t('ui.save')}
      </Button>
      <Button onClick={onCancel}>{t('ui.cancel')}</Button>
    </div>
  )
}
