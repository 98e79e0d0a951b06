import { useWords } from '#platform/ui/words.tsx'
import type { FrontChoices } from '../../front/contract.ts'
import { useName } from '../names.ts'
import type { FieldParts } from './field.tsx'

interface Props extends FieldParts {
  divisions: FrontChoices['divisions']
  value: string
  onChange: (code: string) => void
}

/** Where the firm is: the phone's own list, districts with their towns. */
export function DivisionChoice({ divisions, value, onChange, status, ...parts }: Props) {
  const t = useWords()
  const nameOf = useName()
  const codes = new Set(divisions.map(({ code }) => code))
  const tops = divisions.filter(({ parentCode }) => parentCode === null || !codes.has(parentCode))
  const under = (code: string) => divisions.filter(({ parentCode }) => parentCode === code)
  // The city itself stands above its districts; a list of one top shows what is under it.
  const [only] = tops
  const groups = tops.length === 1 && only && under(only.code).length > 0 ? under(only.code) : tops
  const rest = groups === tops ? [] : tops
  return (
    <select
      {...parts}
      className={`requests-front-select${status === 'error' ? ' is-wrong' : ''}`}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="" disabled hidden>
        {t('requests.front.division.choose')}
      </option>
      {groups.map((group) => {
        const towns = under(group.code)
        if (towns.length === 0) return <Option key={group.code} {...group} />
        return (
          <optgroup key={group.code} label={nameOf(group)}>
            <Option {...group} isWhole />
            {towns.map((town) => (
              <Option key={town.code} {...town} />
            ))}
          </optgroup>
        )
      })}
      {rest.map((one) => (
        <Option key={one.code} {...one} isWhole />
      ))}
    </select>
  )
}

function Option({ isWhole = false, ...division }: FrontChoices['divisions'][number] & { isWhole?: boolean }) {
  const t = useWords()
  const nameOf = useName()
  const name = nameOf(division)
  return <option value={division.code}>{isWhole ? t('requests.front.division.whole', { name }) : name}</option>
}
