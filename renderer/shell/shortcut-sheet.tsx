import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'

const shortcuts: { keys: string[]; what: string }[] = [
  { keys: ['/', 'Ctrl K', '⌘ K'], what: 'Search leads' },
  { keys: ['j', '↓'], what: 'Next lead' },
  { keys: ['k', '↑'], what: 'Previous lead' },
  { keys: ['Enter'], what: 'Open the lead' },
  { keys: ['b'], what: 'Book a meeting, in an open lead' },
  { keys: ['n'], what: 'Next lead that needs you, in an open lead' },
  { keys: ['Esc'], what: 'Close what is open' },
  { keys: ['?'], what: 'This list' },
]

export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      zIndex={300}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl className="shortcuts">
        {shortcuts.map(({ keys, what }) => (
          <Fragment key={what}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="dimmed small">Shortcuts rest while you type in a field.</p>
    </Modal>
  )
}
