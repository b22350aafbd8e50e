import { Drawer } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'

/** Whose drawer it is. It takes the focus when the drawer opens, and when its content has come. */
export function DrawerName({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // What held the focus until now went with the content before.
    if (document.activeElement === document.body) heading.current?.focus()
  }, [])
  return (
    <Drawer.Title ref={heading} className="drawer-name" tabIndex={-1} data-autofocus>
      {children}
    </Drawer.Title>
  )
}
