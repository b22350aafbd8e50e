import { Button, type ButtonProps } from '@mantine/core'
import { useEffect, useState, type ComponentProps } from 'react'

/** In ms: longer than the pause within a slow double click, shorter than it takes to read what the button does. */
export const ARMING = 700

/**
 * A button that comes up where something else was clicked a moment ago. The second half of a double click, or a key
 * that is held down, must not press it before it was seen: it works after a pause, and never by a key's repetition.
 */
export function ArmedButton({ onClick, ...props }: ButtonProps & ComponentProps<'button'>) {
  const [armed, setArmed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setArmed(true)
    }, ARMING)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <Button
      {...props}
      {...(armed ? {} : { 'data-disabled': true, 'aria-disabled': true })}
      onKeyDown={(event) => {
        if (event.repeat) event.preventDefault()
      }}
      onClick={(event) => {
        if (armed) onClick?.(event)
      }}
    />
  )
}
