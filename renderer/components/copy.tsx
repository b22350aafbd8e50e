import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { toastError } from './toast'
import './components.css'

/** Text with a button that copies it. The text can be selected by hand too. */
export function Copyable({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false)

  const copy = async () => {
    if (!(await copyText(text))) {
      toastError(`The ${what} could not be copied. Select it and copy it by hand.`)
      return
    }
    setCopied(true)
    setTimeout(() => {
      setCopied(false)
    }, 1500)
  }

  return (
    <span className="copyable">
      <span className="copyable-text">{text}</span>
      <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          onClick={() => void copy()}
          aria-label={copied ? `Copied ${what}` : `Copy ${what}`}
        >
          {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

/** The desktop app grants no permissions, the clipboard's neither; there the older way is left. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const copyFrom = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
    }
    document.addEventListener('copy', copyFrom)
    const done = document.execCommand('copy')
    document.removeEventListener('copy', copyFrom)
    return done
  }
}
