import type { z } from 'zod'

/** Answers and the shape they were brought into. */
const shapes = new WeakMap<object, z.ZodType>()

/**
 * Brings what a query found into the shape of its answer: what the shape does not name is left behind. The door knows such
 * an answer again and does not look through it a second time, so nobody changes it on the way.
 */
export function asAnswer<Shape extends z.ZodType<object>>(
  shape: Shape,
  value: z.input<Shape> | object,
): z.output<Shape> {
  const answer = shape.parse(value)
  shapes.set(answer, shape)
  return answer
}

/** The answer in its shape, whoever made it. */
export const inShape = (shape: z.ZodType, answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && shapes.get(answer) === shape ? answer : shape.parse(answer)
