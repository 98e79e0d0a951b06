import './tile-map.css'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useFormat, useWords } from './words.tsx'

/** A district with its number; null is not known, which is no zero. */
export interface Area {
  code: string
  name: string
  value: number | null
  /** Place in the schema, from 1 at the north-west. */
  column: number
  row: number
}

/** A city's own map: outlines, printed with its approval number (审图号). */
export interface Drawn {
  viewBox: string
  shapes: readonly { code: string | null; d: string }[]
  approvalNumber: string
}

interface Props {
  /** What the numbers count, such as 企业（家）. */
  label: string
  areas: readonly Area[]
  map?: Drawn | null
  /** The district that is chosen. */
  chosen?: string | undefined
  /** Where a district leads: the address of what its number counts. */
  to?: (code: string) => string
  /** Chosen, without leaving the page. */
  onChoose?: (code: string) => void
}

const [width, height, gap] = [124, 76, 6]
const steps = 4

/** Districts by number: equal tiles in a schema, or the city's own map; each opens, and the same stands as a table below. */
export function TileMap(props: Props) {
  const { label, areas, map } = props
  const t = useWords()
  const format = useFormat()
  const most = Math.max(1, ...areas.map(({ value }) => value ?? 0))
  const step = ({ value }: Area) => (value === null || value === 0 ? 0 : Math.max(1, Math.ceil((value / most) * steps)))
  const words = ({ value }: Area) => (value === null ? '–' : format.number(value))
  return (
    <figure className="tile-map">
      {map ? (
        <svg viewBox={map.viewBox}>
          <title>{label}</title>
          {map.shapes.map(({ code, d }, at) => {
            const area = areas.find((one) => one.code === code)
            // biome-ignore lint/suspicious/noArrayIndexKey: outlines have no name of their own and never change places
            return area ? null : <path key={at} className="tile-map-area" d={d} />
          })}
          {areas.map((area) => (
            <Choice key={area.code} {...props} area={area} words={words(area)}>
              <Outline
                area={area}
                d={map.shapes.filter(({ code }) => code === area.code).map(({ d }) => d)}
                step={step(area)}
                words={words(area)}
              />
            </Choice>
          ))}
        </svg>
      ) : (
        <svg viewBox={frameOf(areas)}>
          <title>{label}</title>
          {areas.map((area) => (
            <Choice key={area.code} {...props} area={area} words={words(area)}>
              <g transform={`translate(${(area.column - 1) * (width + gap)} ${(area.row - 1) * (height + gap)})`}>
                <rect className={`tile-map-area tile-map-${step(area)}`} width={width} height={height} rx={6} />
                <text className="tile-map-name" x={width / 2} y={30}>
                  {area.name}
                </text>
                <text className="tile-map-value" x={width / 2} y={58}>
                  {words(area)}
                </text>
              </g>
            </Choice>
          ))}
        </svg>
      )}
      <figcaption>
        {map ? t('ui.map.approval', { number: map.approvalNumber }) : t('ui.map.schema')} {t('ui.map.darker')}
      </figcaption>
      <details>
        <summary>{t('ui.map.table')}</summary>
        <table className="list-table">
          <caption className="visually-hidden">{label}</caption>
          <tbody>
            {areas.map((area) => (
              <tr key={area.code}>
                <th scope="row">{area.name}</th>
                <td className="is-number">{words(area)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function frameOf(areas: readonly Area[]): string {
  const columns = Math.max(1, ...areas.map(({ column }) => column))
  const rows = Math.max(1, ...areas.map(({ row }) => row))
  return `-3 -3 ${columns * (width + gap) - gap + 6} ${rows * (height + gap) - gap + 6}`
}

interface ChoiceProps extends Pick<Props, 'chosen' | 'to' | 'onChoose'> {
  area: Area
  words: string
  children: ReactNode
}

/** A district as a link, by pointer and by keyboard; without an address to lead to it only shows. */
function Choice({ area: { code, name }, words, chosen, to, onChoose, children }: ChoiceProps) {
  if (!to) return <g>{children}</g>
  return (
    <a
      href={to(code)}
      aria-label={`${name} ${words}`}
      aria-current={chosen === code}
      onClick={(event) => {
        if (!onChoose || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onChoose(code)
      }}
    >
      {children}
    </a>
  )
}

/** Name and number stand in the middle of the outlines, as large as the frame of the file makes them readable. */
function Outline({ area, d, step, words }: { area: Area; d: readonly string[]; step: number; words: string }) {
  const group = useRef<SVGGElement>(null)
  const [middle, place] = useState<{ x: number; y: number; size: number } | null>(null)
  const shape = d.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box follows the outline
  useLayoutEffect(() => {
    const box = group.current?.getBBox()
    const frame = group.current?.ownerSVGElement?.viewBox.baseVal
    if (box && frame) place({ x: box.x + box.width / 2, y: box.y + box.height / 2, size: frame.width / 32 })
  }, [shape])
  return (
    <>
      <g ref={group}>
        <path className={`tile-map-area tile-map-${step}`} d={shape} vectorEffect="non-scaling-stroke" />
      </g>
      {middle ? (
        <>
          <text x={middle.x} y={middle.y} fontSize={middle.size}>
            {area.name}
          </text>
          <text x={middle.x} y={middle.y + middle.size * 1.3} fontSize={middle.size * 1.1} fontWeight={600}>
            {words}
          </text>
        </>
      ) : null}
    </>
  )
}
