import { UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { IconBrightness, IconKeyboard, IconMoon, IconSun, type Icon } from '@tabler/icons-react'
import type { View } from '../state/console'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { VIEWS } from './views'

const schemes: Record<MantineColorScheme, { label: string; icon: Icon; next: MantineColorScheme }> = {
  auto: { label: 'Colors: system', icon: IconBrightness, next: 'light' },
  light: { label: 'Colors: light', icon: IconSun, next: 'dark' },
  dark: { label: 'Colors: dark', icon: IconMoon, next: 'auto' },
}

/** The way between the views, with the count of open tasks. */
export function Sidebar({ onShortcuts }: { onShortcuts: () => void }) {
  const console = useConsole()
  const current = useShown((state) => state.view)
  const { settings, tasks } = useWorkspace()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const scheme = schemes[colorScheme]

  return (
    <nav className="sidebar" aria-label="Views">
      <div className="sidebar-brand">
        <img src="./icon.svg" alt="" width={28} height={28} />
        <div className="sidebar-wide">
          <div className="sidebar-name">Slotkeeper</div>
          <div className="sidebar-workspace">{settings.workspaceName}</div>
        </div>
      </div>
      <ul className="sidebar-list">
        {(Object.keys(VIEWS) as View[]).map((view) => {
          const { label, icon: ViewIcon } = VIEWS[view]
          const count = view === 'tasks' ? tasks.length : 0
          return (
            <li key={view}>
              <UnstyledButton
                className="sidebar-link"
                aria-current={view === current ? 'page' : undefined}
                title={label}
                onClick={() => {
                  console.show(view)
                }}
              >
                <ViewIcon size={20} stroke={1.6} aria-hidden />
                <span className="sidebar-wide">{label}</span>
                {count > 0 ? (
                  <span className="sidebar-count">
                    {count}
                    <span className="visually-hidden"> open</span>
                  </span>
                ) : null}
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
      <div className="sidebar-foot">
        <UnstyledButton className="sidebar-link" title="Keyboard shortcuts" onClick={onShortcuts}>
          <IconKeyboard size={20} stroke={1.6} aria-hidden />
          <span className="sidebar-wide">Shortcuts</span>
        </UnstyledButton>
        <UnstyledButton
          className="sidebar-link"
          title={scheme.label}
          onClick={() => {
            setColorScheme(scheme.next)
          }}
        >
          <scheme.icon size={20} stroke={1.6} aria-hidden />
          <span className="sidebar-wide">{scheme.label}</span>
        </UnstyledButton>
      </div>
    </nav>
  )
}
