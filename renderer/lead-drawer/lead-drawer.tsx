import { Button, Drawer, Skeleton } from '@mantine/core'
import { IconPlugX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Empty } from '../components/empty'
import type { DrawerState } from '../state/drawer'
import { useConsole, useShown } from '../state/use-console'
import { DrawerName } from './drawer-name'
import { LeadPage } from './lead-page'
import { useEscape } from './use-escape'
import './drawer.css'

/** The drawer of one lead, over whatever view it was opened from. */
export function LeadDrawer() {
  const console = useConsole()
  const drawer = useShown((state) => state.drawer)
  useFocusReturn(drawer !== null)

  return (
    <Drawer.Root
      opened={drawer !== null}
      onClose={console.closeLead}
      position="right"
      size="65rem"
      padding={0}
      classNames={{ content: 'drawer' }}
      returnFocus={false}
      closeOnEscape={false}
      transitionProps={{ duration: 120 }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content data-lead-drawer>
        {drawer ? <Content key={drawer.leadId} drawer={drawer} /> : null}
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Content({ drawer }: { drawer: DrawerState }) {
  const row = useShown((state) => state.leads?.find(({ id }) => id === drawer.leadId))
  if (drawer.detail) return <LeadPage detail={drawer.detail} />
  return <Waiting drawer={drawer} name={row?.name ?? 'Lead'} />
}

/** Until the lead was read, or when it cannot be. */
function Waiting({ drawer, name }: { drawer: DrawerState; name: string }) {
  const console = useConsole()
  useEscape(console.closeLead)
  return (
    <>
      <div className="drawer-header">
        <DrawerName>{name}</DrawerName>
        <Drawer.CloseButton aria-label="Close" />
      </div>
      {drawer.error === null ? (
        <div className="drawer-loading" aria-busy="true" aria-label="Reading the lead">
          <Skeleton height={150} radius="md" />
          <Skeleton height={90} radius="md" />
          <Skeleton height={220} radius="md" />
        </div>
      ) : (
        <div role="alert">
          <Empty icon={IconPlugX} title="This lead could not be read">
            <p>{drawer.error}</p>
            <Button
              onClick={() => {
                console.openLead(drawer.leadId)
              }}
            >
              Try again
            </Button>
          </Empty>
        </div>
      )}
    </>
  )
}

/** Gives the focus back to what opened the drawer. The lead list does so itself, as its rows come and go. */
function useFocusReturn(isOpen: boolean): void {
  const view = useShown((state) => state.view)
  const opener = useRef<HTMLElement | null>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (isOpen && !wasOpen.current && document.activeElement instanceof HTMLElement) {
      opener.current = document.activeElement
    }
    if (!isOpen && wasOpen.current && view !== 'leads') {
      if (opener.current?.isConnected) opener.current.focus()
      else document.getElementById('main')?.focus()
    }
    wasOpen.current = isOpen
  }, [isOpen, view])
}
