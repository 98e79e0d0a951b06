import { CameraOutlined, DeleteOutlined, FileOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { mostAttachmentBytes, mostAttachments } from '../../attachments/rules.ts'
import { askedEndings, type ChosenFile, type FileProblem, isPicture, sortFiles } from './files.ts'

interface Props {
  files: readonly ChosenFile[]
  onChange: (files: readonly ChosenFile[]) => void
  /** How many the request has already. */
  before?: number
  /** A telephone takes a photo at once; a desk has papers. */
  takesPhotos?: boolean
}

/** Photos and papers that go with a matter. What may not go is named, and what was chosen before stays. */
export function FileChoice({ files, onChange, before = 0, takesPhotos = true }: Props) {
  const t = useWords()
  const format = useFormat()
  const [refused, refuse] = useState<readonly { name: string; problem: FileProblem }[]>([])
  const add = (list: FileList | null) => {
    const sorted = sortFiles([...(list ?? [])], before + files.length)
    refuse(sorted.refused)
    if (sorted.taken.length > 0) onChange([...files, ...sorted.taken])
  }
  const facts = { most: mostAttachments, size: format.bytes(mostAttachmentBytes) }
  return (
    <section className="requests-front-files" aria-label={t('requests.front.files')}>
      <div className="requests-front-pair">
        {takesPhotos ? (
          <Picker label={t('requests.front.camera')} icon={<CameraOutlined aria-hidden />} isCamera add={add} />
        ) : null}
        <Picker label={t('requests.front.choose')} icon={<PaperClipOutlined aria-hidden />} add={add} />
      </div>
      <p className="requests-front-hint">{t('requests.front.files.hint', facts)}</p>
      <div role="alert">
        {refused.map(({ name, problem }) => (
          <p key={name} className="requests-front-problem">
            {t(`requests.front.file.${problem}`, { name, ...facts })}
          </p>
        ))}
      </div>
      {files.length > 0 ? (
        <ul className="requests-front-chosen-files">
          {files.map((one) => (
            <li key={one.id}>
              <Thumbnail file={one.file} />
              <span className="requests-front-file-name">
                {one.file.name} <span className="requests-soft">{format.bytes(one.file.size)}</span>
              </span>
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('requests.front.removeFile', { name: one.file.name })}
                onClick={() => onChange(files.filter(({ id }) => id !== one.id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

interface PickerProps {
  label: string
  icon: React.ReactNode
  /** The camera opens at once, where there is one. */
  isCamera?: boolean
  add: (files: FileList | null) => void
}

function Picker({ label, icon, isCamera = false, add }: PickerProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        {...(isCamera
          ? { accept: 'image/jpeg', capture: 'environment' as const }
          : { accept: askedEndings.join(','), multiple: true })}
        onChange={({ target }) => {
          add(target.files)
          target.value = ''
        }}
      />
    </>
  )
}

function Thumbnail({ file }: { file: File }) {
  const [address, show] = useState<string | null>(null)
  useEffect(() => {
    if (!isPicture(file)) return
    const made = URL.createObjectURL(file)
    show(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address ? (
    <img className="requests-front-thumbnail" src={address} alt="" />
  ) : (
    <span className="requests-front-thumbnail">
      <FileOutlined aria-hidden />
    </span>
  )
}
