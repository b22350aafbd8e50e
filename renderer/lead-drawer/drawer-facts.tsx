import { useShown, useWorkspace } from '../state/use-console'

/** What the banners say, short: the drawer lies over them. */
export function DrawerFacts() {
  const { paused } = useWorkspace().settings
  const connected = useShown((state) => state.connected)
  return (
    <div className="drawer-facts small" role="status">
      {paused ? <span>Automation is paused.</span> : null}
      {connected ? null : <span>The connection to Slotkeeper is lost; what you see may be old.</span>}
    </div>
  )
}
