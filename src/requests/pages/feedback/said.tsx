import { Form, Input, Radio } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import { ratingLevels } from '../../feedback/rules.ts'

/** How satisfied the firm is, whether the matter is solved, and its own words: three fields of a form. */
export function SaidFields({ isByFirm }: { isByFirm: boolean }) {
  const t = useWords()
  const needed = [{ required: true, message: t('requests.page.choose') }]
  return (
    <>
      <Form.Item name="level" label={t('requests.page.rating.level')} rules={needed}>
        <Radio.Group
          options={ratingLevels.map((level) => ({ value: level, label: t(`requests.ratingLevel.${level}`) }))}
        />
      </Form.Item>
      <Form.Item name="isSolved" label={t('requests.page.rating.solved')} rules={needed}>
        <Radio.Group
          options={[
            { value: true, label: t('requests.page.rating.solved.yes') },
            { value: false, label: t('requests.page.rating.solved.no') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="words"
        label={t('requests.page.rating.words')}
        extra={t(isByFirm ? 'requests.page.rating.words.firm' : 'requests.page.rating.words.desk')}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
    </>
  )
}
