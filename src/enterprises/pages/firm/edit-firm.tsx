import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { KnownValue } from '#platform/ui/known-value.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { firmApi, type KeepFirm } from '../../firm/contract.ts'
import { productAreas, productFields, rdLevels } from '../../firm/rules.ts'
import { type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { searchApi } from '../../search/contract.ts'
import { useKnown } from '../known.ts'
import { IndustryChoice } from '../list/industry-choice.tsx'
import { useDivisionOptions } from '../names.ts'
import { SaveButtons } from '../save-buttons.tsx'

type Values = Omit<KeepFirm, 'version'>

/** The entry and what changes slowly. Contact fields left empty stay as they are. */
export function EditFirm({ firm, onClose }: { firm: FirmView; onClose: () => void }) {
  const t = useWords()
  const [form] = Form.useForm<Values>()
  const product = useKnown(firm.id).field('leadingProduct')
  const divisions = useDivisionOptions()
  const send = useSend(firmApi.keep, { stale: [wholeFirmApi.get, searchApi.list], quiet: true, onDone: onClose })
  const needed = [{ required: true, whitespace: true, message: t('enterprises.register.needed') }]
  const flags = [
    ...(['hasQualityAward', 'hasManagementCertificate', 'hasOwnBrand', 'hasStandardRole'] as const),
    ...(['hasBusinessSystems', 'isNewProduct'] as const),
  ]
  const flagWords = {
    hasQualityAward: 'enterprises.firm.qualityAward',
    hasManagementCertificate: 'enterprises.firm.certificate',
    hasOwnBrand: 'enterprises.firm.brand',
    hasStandardRole: 'enterprises.firm.standards',
    hasBusinessSystems: 'enterprises.firm.systems',
    isNewProduct: 'enterprises.firm.newProduct',
  }
  const start: Values = {
    ...{ name: firm.name, shortName: firm.shortName, divisionCode: firm.divisionCode, address: firm.address },
    ...{ creditCode: firm.creditCode, industryCode: firm.industry.at(-1)?.code ?? null, ...firm.profile },
  }
  const finish = ({ contactName, contactPhone, ...values }: Values) => {
    const cleared = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === '' || value === undefined ? null : value]),
    )
    send.mutate({
      params: { id: firm.id },
      known: product?.from === 'products' && values.leadingProduct === product.value ? 1 : 0,
      body: {
        ...cleared,
        version: firm.version,
        ...(contactName ? { contactName } : {}),
        ...(contactPhone ? { contactPhone } : {}),
      },
    })
  }
  return (
    <Modal open title={t('enterprises.firm.edit')} onCancel={onClose} footer={null} width={640}>
      <Form<Values> form={form} layout="vertical" requiredMark="optional" initialValues={start} onFinish={finish}>
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item
          name="name"
          label={t('enterprises.field.name')}
          extra={t('enterprises.firm.name.hint')}
          rules={needed}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="shortName" label={t('enterprises.field.shortName')} rules={needed}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="creditCode" label={t('enterprises.field.credit-code')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="divisionCode" label={t('enterprises.field.division')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={divisions} />
        </Form.Item>
        <Form.Item name="address" label={t('enterprises.field.address')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="industryCode" label={t('enterprises.field.industry-code')}>
          <IndustryChoice />
        </Form.Item>
        <Form.Item
          name="contactName"
          label={t('enterprises.firm.newContact')}
          extra={t('enterprises.firm.contact.hint')}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="contactPhone" label={t('enterprises.firm.newPhone')}>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="foundedOn" label={t('enterprises.field.founded-on')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="leadingProduct"
          label={t('enterprises.field.leading-product')}
          extra={
            product?.from === 'products' ? (
              <KnownValue
                value={product.value}
                year={product.year}
                source={t('enterprises.known.products')}
                onTake={() => form.setFieldsValue({ leadingProduct: product.value })}
              />
            ) : undefined
          }
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="segmentSinceYear" label={t('enterprises.field.segment-since-year')}>
          <InputNumber min={1949} max={2200} />
        </Form.Item>
        <Form.Item name="productField" label={t('enterprises.firm.productField')}>
          <Select
            allowClear
            options={productFields.map((value) => ({ value, label: t(`enterprises.productField.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="productArea" label={t('enterprises.firm.productArea')}>
          <Select
            allowClear
            options={productAreas.map((value) => ({ value, label: t(`enterprises.productArea.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="rdInstitution" label={t('enterprises.field.rd-institution')}>
          <Select allowClear options={rdLevels.map((value) => ({ value, label: t(`enterprises.rd.${value}`) }))} />
        </Form.Item>
        <Form.Item name="digitalLevel" label={t('enterprises.field.digital-level')}>
          <InputNumber min={0} max={4} />
        </Form.Item>
        <Form.Item
          name="localPoints"
          label={t('enterprises.firm.localPoints')}
          getValueProps={(value: number | null | undefined) => ({
            value: typeof value === 'number' ? value / 100 : value,
          })}
          normalize={(value: number | null) => (value === null ? null : Math.round(value * 100))}
        >
          <InputNumber min={0} max={15} step={0.5} />
        </Form.Item>
        {flags.map((flag) => (
          <Form.Item key={flag} name={flag} label={t(flagWords[flag])}>
            <Select
              allowClear
              placeholder={t('enterprises.size.unknown')}
              options={[
                { value: true, label: t('enterprises.yes') },
                { value: false, label: t('enterprises.no') },
              ]}
            />
          </Form.Item>
        ))}
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}
